namespace MnistTrainer.NeuralNetwork;

/// <summary>The receiver operating characteristic of a binary classifier: how its scores rank positive rows above negative ones.</summary>
public static class RocCurve
{
    /// <summary>
    /// The area under the curve: the fraction of pairs of a positive and a negative row in which the positive row has the higher score; equal scores count half
    /// (Hanley and McNeil 1982). 1 is perfect, 0.5 is chance.
    /// </summary>
    /// <param name="scores">The score of each row.</param>
    /// <param name="arePositive">Whether each row is positive.</param>
    /// <returns>The area; NaN if all rows are of one class or a score is NaN.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double AreaUnder(ReadOnlySpan<float> scores, ReadOnlySpan<bool> arePositive)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(arePositive.Length, scores.Length, nameof(arePositive));
        float[] sorted = scores.ToArray();
        bool[] positive = arePositive.ToArray();
        Array.Sort(sorted, positive);
        if (sorted.Length == 0 || float.IsNaN(sorted[0]))
            return double.NaN;
        double ranks = 0,
            positives = 0;
        for (int first = 0, next; first < sorted.Length; first = next)
        {
            int ties = 0;
            for (next = first; next < sorted.Length && sorted[next].Equals(sorted[first]); next++)
                ties += positive[next] ? 1 : 0;
            // Rows with equal scores share the mean of their ranks.
            ranks += ties * ((first + next + 1) / 2.0);
            positives += ties;
        }

        double negatives = sorted.Length - positives;
        return positives == 0 || negatives == 0 ? double.NaN : (ranks - (positives * (positives + 1) / 2)) / (positives * negatives);
    }
}
