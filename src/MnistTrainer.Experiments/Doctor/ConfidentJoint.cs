using System.Collections.Immutable;

namespace MnistTrainer.Experiments;

/// <summary>
/// How often samples of each label are confidently of each class (Northcutt, Jiang, Chuang 2021, "Confident Learning: Estimating Uncertainty in Dataset Labels"). A sample counts for
/// the most probable of the classes whose probability reaches the class's threshold, which is the mean probability of that class over the samples that have it as their label; it
/// counts for none where no class reaches its threshold.
/// </summary>
public sealed class ConfidentJoint
{
    /// <summary>The class of a sample for which no class reaches its threshold.</summary>
    public const int None = -1;

    private readonly int[] _classes;
    private readonly long[,] _counts;
    private readonly long[] _labeled;

    private ConfidentJoint(ImmutableArray<double> thresholds, int[] classes, long[,] counts, long[] labeled) =>
        (Thresholds, _classes, _counts, _labeled) = (thresholds, classes, counts, labeled);

    /// <summary>The threshold of each class, from 0 to 1; NaN for a class that is no sample's label, which is never confident.</summary>
    public ImmutableArray<double> Thresholds { get; }

    /// <summary>The number of samples with a label (first index) that are confidently of a class (second index).</summary>
    public long this[int label, int likely] => _counts[label, likely];

    /// <summary>Counts samples.</summary>
    /// <param name="labels">The label of each sample.</param>
    /// <param name="probabilities">Their probabilities by networks that were not trained on them.</param>
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

    /// <summary>The class that a sample is confidently of, or <see cref="None"/>.</summary>
    /// <param name="row">The sample's row, from 0.</param>
    public int LikelyClass(int row) => _classes[row];

    /// <summary>The estimated number of samples whose label is wrong: the shares of other classes among the confident samples of each label, times the samples of that label.</summary>
    public double EstimatedErrors => Errors(_counts, _labeled);

    /// <summary>
    /// Estimates the joint distribution of labels and true classes: each row of counts in the proportion of its label's samples, divided by the number of all samples.
    /// </summary>
    /// <param name="counts">The number of samples with a label (first index) that are confidently of a class (second index).</param>
    /// <param name="labeled">The number of samples of each label. A label without confident samples is estimated to be correct.</param>
    /// <returns>The probability of each pair; they add up to 1.</returns>
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
