namespace MnistTrainer.Recognition;

/// <summary>A class that an image may belong to.</summary>
/// <param name="Label">The name of the class.</param>
/// <param name="Probability">How likely the network takes the image to be of it, 0 to 1. The probabilities of all classes sum to 1.</param>
public readonly record struct RankedClass(string Label, float Probability)
{
    /// <summary>All classes, the likeliest first; of equally likely ones, that with the lowest index. What is not a number comes last.</summary>
    internal static RankedClass[] Rank(IReadOnlyList<string> labels, ReadOnlySpan<float> probabilities)
    {
        RankedClass[] ranked = new RankedClass[probabilities.Length];
        for (int i = 0; i < ranked.Length; i++)
            ranked[i] = new RankedClass(labels[i], probabilities[i]);

        // This order is stable, and takes NaN for less than any number.
        return [.. ranked.OrderByDescending(one => one.Probability)];
    }
}
