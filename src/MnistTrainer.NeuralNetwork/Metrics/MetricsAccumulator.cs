namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Counts what <see cref="ClassificationMetrics"/> needs, one row at a time, in memory that grows with the number of classes and not
/// of rows. Not safe for several threads at once.
/// </summary>
public sealed class MetricsAccumulator
{
    // ML.NET's bound, and as a float like there, so that both give the same log-loss.
    private const float SmallestProbability = 1e-15f;

    /// <summary>Nothing counted yet.</summary>
    /// <param name="classNames">The name of each class, by its index; at least one.</param>
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

    /// <summary>The rows with a prediction, by true class and predicted class.</summary>
    internal long[] Confusion { get; }

    /// <summary>The rows of each class, with or without a prediction.</summary>
    internal long[] Support { get; }

    /// <summary>How often the true class had the greatest probability (0), the second (1), and so on.</summary>
    internal long[] Ranks { get; }

    /// <summary>The log-losses of all rows, added up.</summary>
    internal double LogLoss { get; private set; }

    /// <summary>The rows without a prediction.</summary>
    internal long InvalidCount { get; private set; }

    /// <summary>
    /// Counts one row. The class with the greatest probability is the predicted one, and of equal ones that with the lowest index. A row
    /// with a probability that is not finite has no prediction: it counts as wrong, with the greatest log-loss. (ML.NET leaves it out.)
    /// </summary>
    /// <param name="label">The index of the true class.</param>
    /// <param name="probabilities">One for each class, 0..1. Log-loss makes sense of nothing else; the rest needs only their order.</param>
    /// <exception cref="ArgumentException">The label names no class, or the number of probabilities is not that of classes.</exception>
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

    /// <summary>The metrics of the rows counted so far.</summary>
    public ClassificationMetrics ToMetrics() => new(this);
}
