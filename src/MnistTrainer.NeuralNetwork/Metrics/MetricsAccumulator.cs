namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Counts what <see cref="ClassificationMetrics"/> needs, one row at a time, in memory that grows with the number of classes and not
/// of rows. Not safe for several threads at once.
/// </summary>
public sealed class MetricsAccumulator
{
    // ML.NET's bound, and as a float like there, so that both give the same log-loss.
    private const float SmallestProbability = 1e-15f;

    private readonly string[] _classNames;
    private readonly long[] _confusion;
    private readonly long[] _support;
    private readonly long[] _ranks;
    private double _logLoss;
    private long _invalid;

    /// <summary>Nothing counted yet.</summary>
    /// <param name="classNames">The name of each class, by its index; at least one.</param>
    public MetricsAccumulator(IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentOutOfRangeException.ThrowIfZero(classNames.Count, nameof(classNames));
        _classNames = [.. classNames];
        _confusion = new long[checked(_classNames.Length * _classNames.Length)];
        _support = new long[_classNames.Length];
        _ranks = new long[_classNames.Length];
    }

    /// <summary>
    /// Counts one row. The class with the greatest probability is the predicted one, and of equal ones that with the lowest index. A row with a
    /// probability that is not finite has no prediction: it counts as wrong, with the greatest log-loss. (ML.NET leaves such rows out.)
    /// </summary>
    /// <param name="label">The index of the true class.</param>
    /// <param name="probabilities">One for each class, 0..1. Log-loss makes sense of nothing else; the rest needs only their order.</param>
    /// <exception cref="ArgumentException">The label names no class, or the number of probabilities is not that of classes.</exception>
    public void Add(int label, ReadOnlySpan<float> probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)_classNames.Length, nameof(label));
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Length, _classNames.Length, nameof(probabilities));

        _support[label]++;
        float expected = probabilities[label];
        int predicted = 0, rank = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            float probability = probabilities[i];
            if (!float.IsFinite(probability))
            {
                _invalid++;
                _logLoss -= Math.Log(SmallestProbability);
                return;
            }

            if (probability > probabilities[predicted])
                predicted = i;
            if (probability > expected || (probability == expected && i < label))
                rank++;
        }

        _logLoss -= Math.Log(Math.Clamp(expected, SmallestProbability, 1f));
        _ranks[rank]++;
        _confusion[(label * _classNames.Length) + predicted]++;
    }

    /// <summary>The metrics of the rows counted so far.</summary>
    public ClassificationMetrics ToMetrics() =>
        new(_classNames, new ConfusionMatrix(_confusion, _classNames.Length), _support, _ranks, _logLoss, _invalid);
}
