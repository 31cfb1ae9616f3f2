namespace MnistTrainer.Recognition;

/// <summary>A class and its probability.</summary>
/// <param name="Label">The name of the class.</param>
/// <param name="Probability">The probability, 0 to 1. The probabilities of all classes sum to 1.</param>
public readonly record struct RankedClass(string Label, float Probability)
{
    /// <summary>Sorts all classes, the most probable first. Ties keep the order of the classes; NaN is last.</summary>
    internal static RankedClass[] Rank(IReadOnlyList<string> labels, ReadOnlySpan<float> probabilities)
    {
        RankedClass[] ranked = new RankedClass[probabilities.Length];
        for (int i = 0; i < ranked.Length; i++)
            ranked[i] = new RankedClass(labels[i], probabilities[i]);

        // OrderByDescending is stable and treats NaN as less than any number.
        return [.. ranked.OrderByDescending(one => one.Probability)];
    }
}
