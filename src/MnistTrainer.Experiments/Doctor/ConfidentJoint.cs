using System.Collections.Immutable;

namespace MnistTrainer.Experiments;

/// <summary>
/// The number of samples of each label that confidently belong to each class (Northcutt, Jiang, Chuang 2021, "Confident Learning: Estimating Uncertainty in Dataset Labels"). A
/// sample is counted for the most probable class among those whose probability reaches the threshold of the class, which is the mean probability of that class over the samples
/// labeled with it. If no class reaches its threshold, the sample is not counted.
/// </summary>
public sealed class ConfidentJoint
{
    /// <summary>The value for a sample for which no class reaches its threshold.</summary>
    public const int None = -1;

    private readonly int[] _classes;
    private readonly long[,] _counts;
    private readonly long[] _labeled;

    private ConfidentJoint(ImmutableArray<double> thresholds, int[] classes, long[,] counts, long[] labeled) =>
        (Thresholds, _classes, _counts, _labeled) = (thresholds, classes, counts, labeled);

    /// <summary>The threshold of each class, from 0 to 1; NaN for a class that is not the label of any sample; no sample is confidently of this class.</summary>
    public ImmutableArray<double> Thresholds { get; }

    /// <summary>The number of samples with a label (first index) that confidently belong to a class (second index).</summary>
    public long this[int label, int likely] => _counts[label, likely];

    /// <summary>Counts samples.</summary>
    /// <param name="labels">The label of each sample.</param>
    /// <param name="probabilities">The probabilities by networks that were not trained on the samples.</param>
    public static ConfidentJoint Of(ReadOnlySpan<int> labels, OutOfFoldProbabilities probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, probabilities.Count, nameof(labels));
        int count = probabilities.Classes;
        double[] sums = new double[count];
        long[] labeled = new long[count];
        for (int row = 0; row < labels.Length; row++)
        {
            sums[labels[row]] += probabilities.Row(row)[labels[row]];
            labeled[labels[row]]++;
        }

        ImmutableArray<double> thresholds = [.. sums.Zip(labeled, (sum, samples) => samples == 0 ? double.NaN : sum / samples)];
        int[] classes = new int[labels.Length];
        long[,] counts = new long[count, count];
        for (int row = 0; row < labels.Length; row++)
        {
            classes[row] = LikelyOf(probabilities.Row(row), thresholds);
            if (classes[row] != None)
                counts[labels[row], classes[row]]++;
        }

        return new ConfidentJoint(thresholds, classes, counts, labeled);
    }

    /// <summary>The class that a sample confidently belongs to, or <see cref="None"/>.</summary>
    /// <param name="row">The sample's row, from 0.</param>
    public int LikelyClass(int row) => _classes[row];

    /// <summary>
    /// The estimated number of samples with wrong labels: the fraction of other classes among the confident samples of each label, times the number of samples with that label.
    /// </summary>
    public double EstimatedErrors => Errors(_counts, _labeled);

    /// <summary>
    /// Estimates the joint distribution of labels and true classes: each row of counts is scaled to the number of samples with its label and divided by the number of all samples.
    /// </summary>
    /// <param name="counts">The number of samples with a label (first index) that confidently belong to a class (second index).</param>
    /// <param name="labeled">The number of samples of each label. Labels without confident samples are assumed to be correct.</param>
    /// <returns>The probability of each pair; the sum is 1.</returns>
    public static double[,] Calibrate(long[,] counts, IReadOnlyList<long> labeled)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(labeled);
        int classes = labeled.Count;
        double all = labeled.Sum();
        double[,] joint = new double[classes, classes];
        for (int label = 0; label < classes; label++)
        {
            long confident = Enumerable.Range(0, classes).Sum(likely => counts[label, likely]);
            for (int likely = 0; likely < classes; likely++)
            {
                double share =
                    confident > 0 ? (double)counts[label, likely] / confident
                    : likely == label ? 1
                    : 0;
                joint[label, likely] = share * labeled[label] / all;
            }
        }

        return joint;
    }

    private static double Errors(long[,] counts, long[] labeled)
    {
        double[,] joint = Calibrate(counts, labeled);
        double wrong = 0;
        for (int label = 0; label < labeled.Length; label++)
        {
            for (int likely = 0; likely < labeled.Length; likely++)
                wrong += label == likely ? 0 : joint[label, likely];
        }

        return wrong * labeled.Sum();
    }

    private static int LikelyOf(ReadOnlySpan<float> probabilities, ImmutableArray<double> thresholds)
    {
        int likely = None;
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] >= thresholds[i] && (likely == None || probabilities[i] > probabilities[likely]))
                likely = i;
        }

        return likely;
    }
}
