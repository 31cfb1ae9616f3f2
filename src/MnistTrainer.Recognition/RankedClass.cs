namespace MnistTrainer.Recognition;

/// <summary>A class and its probability.</summary>
/// <param name="Label">The name of the class.</param>
/// <param name="Probability">The probability, 0 to 1. The probabilities of all classes sum to 1.</param>
public readonly record struct RankedClass(string Label, float Probability)
{
    /// <summary>Sorts all classes, the most probable first. Ties keep the order of the classes; NaN is last.</summary>
    /// <param name="labels">The names of the classes.</param>
    /// <param name="probabilities">The probability of each, in the same order.</param>
    /// <exception cref="ArgumentException">There are fewer names than probabilities.</exception>
    public static RankedClass[] Rank(IReadOnlyList<string> labels, ReadOnlySpan<float> probabilities)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count < probabilities.Length)
            throw new ArgumentException(
                $"There are {probabilities.Length} probabilities of {labels.Count} classes.",
                nameof(probabilities)
            );
        RankedClass[] ranked = new RankedClass[probabilities.Length];
        for (int i = 0; i < ranked.Length; i++)
            ranked[i] = new RankedClass(labels[i], probabilities[i]);

        // OrderByDescending is stable and treats NaN as less than any number.
        return [.. ranked.OrderByDescending(one => one.Probability)];
    }
}
