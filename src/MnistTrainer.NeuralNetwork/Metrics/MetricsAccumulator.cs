namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Accumulates the counts of <see cref="ClassificationMetrics"/> one row at a time, in memory proportional to the square of the number of
/// classes and independent of the number of rows. Not thread-safe.
/// </summary>
public sealed class MetricsAccumulator
{
    // ML.NET's bound, a float as in ML.NET, so that both give the same log-loss.
    private const float SmallestProbability = 1e-15f;

    /// <summary>Creates an empty accumulator.</summary>
    /// <param name="classNames">The name of each class, by class index; at least one.</param>
    public MetricsAccumulator(IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentOutOfRangeException.ThrowIfZero(classNames.Count, nameof(classNames));
        ClassNames = [.. classNames];
        Confusion = new long[checked(ClassNames.Length * ClassNames.Length)];
        Support = new long[ClassNames.Length];
        Ranks = new long[ClassNames.Length];
    }

    internal string[] ClassNames { get; }

    /// <summary>The number of rows with a prediction, by true and predicted class.</summary>
    internal long[] Confusion { get; }

    /// <summary>The number of rows of each class, with or without a prediction.</summary>
    internal long[] Support { get; }

    /// <summary>How often the true class had the highest probability (0), the second highest (1), and so on.</summary>
    internal long[] Ranks { get; }

    /// <summary>The sum of the log-losses of all rows.</summary>
    internal double LogLoss { get; private set; }

    /// <summary>The number of rows without a prediction.</summary>
    internal long InvalidCount { get; private set; }

    /// <summary>
    /// Adds one row. The predicted class is the one with the highest probability; ties go to the lowest index. A row with a non-finite
    /// probability has no prediction: it counts as incorrect, with the maximum log-loss. (ML.NET excludes it.)
    /// </summary>
    /// <param name="label">The index of the true class.</param>
    /// <param name="probabilities">
    /// One per class, 0..1. Only the log-loss depends on the range; the other metrics depend on the order alone.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The label is out of range, or the number of probabilities is not the number of classes.
    /// </exception>
    public void Add(int label, ReadOnlySpan<float> probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)ClassNames.Length, nameof(label));
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Length, ClassNames.Length, nameof(probabilities));

        Support[label]++;
        float expected = probabilities[label];
        int predicted = 0,
            rank = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            float probability = probabilities[i];
            if (!float.IsFinite(probability))
            {
                InvalidCount++;
                LogLoss -= Math.Log(SmallestProbability);
                return;
            }

            if (probability > probabilities[predicted])
                predicted = i;
            if (probability > expected || (probability == expected && i < label))
                rank++;
        }

        LogLoss -= Math.Log(Math.Clamp(expected, SmallestProbability, 1f));
        Ranks[rank]++;
        Confusion[(label * ClassNames.Length) + predicted]++;
    }

    /// <summary>The metrics of the rows added so far.</summary>
    public ClassificationMetrics ToMetrics() => new(this);
}
