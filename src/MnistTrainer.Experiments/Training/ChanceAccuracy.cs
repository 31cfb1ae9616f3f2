using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The accuracy of always answering the most frequent class.</summary>
internal static class ChanceAccuracy
{
    /// <returns>The share of the largest class, from 0 to 1; 0 without samples.</returns>
    public static double Of(Samples samples)
    {
        int[] counts = new int[samples.ClassNames.Count];
        foreach (int label in samples.Labels)
            counts[label]++;
        return Of(counts);
    }

    /// <param name="counts">The number of samples of each class.</param>
    public static double Of(IReadOnlyList<int> counts)
    {
        long all = counts.Sum(count => (long)count);
        return all == 0 ? 0 : (double)counts.Max() / all;
    }
}
