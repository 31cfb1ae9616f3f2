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
        return samples.Count == 0 ? 0 : (double)counts.Max() / samples.Count;
    }
}
