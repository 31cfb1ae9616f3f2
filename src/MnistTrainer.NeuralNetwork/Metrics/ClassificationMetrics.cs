namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Classification metrics. Metrics that ML.NET's <c>Evaluate</c> also reports are equal to its values as long as every probability is
/// finite (see <see cref="InvalidCount"/>). Without rows, every metric is 0 and the interval is 0..1. Immutable.
/// </summary>
public sealed class ClassificationMetrics
{
    private readonly long[] _ranks;

    /// <summary>Computes the metrics from accumulated counts, which are copied.</summary>
    internal ClassificationMetrics(MetricsAccumulator counted)
    {
        _ranks = [.. counted.Ranks];
        InvalidCount = counted.InvalidCount;
        ConfusionMatrix = new ConfusionMatrix(counted.Confusion, counted.ClassNames.Length);
        ClassMetrics[] perClass = new ClassMetrics[counted.ClassNames.Length];
        double recallSum = 0;
        int classesWithSupport = 0;
        for (int i = 0; i < perClass.Length; i++)
        {
            long correct = ConfusionMatrix[i, i],
                predicted = ConfusionMatrix.PredictedCount(i),
                support = counted.Support[i];
            perClass[i] = ClassMetrics.From(counted.ClassNames[i], correct, predicted, support);
            Count += support;
            recallSum += perClass[i].Recall;
            classesWithSupport += support > 0 ? 1 : 0;
        }

        PerClass = perClass;
        MacroAccuracy = ClassMetrics.Ratio(recallSum, classesWithSupport);
        LogLoss = ClassMetrics.Ratio(counted.LogLoss, Count);
    }

    /// <summary>The number of rows.</summary>
    public long Count { get; }

    /// <summary>
    /// The number of rows with a non-finite probability. They count as incorrect in every metric and appear in no cell of
    /// <see cref="ConfusionMatrix"/>; ML.NET excludes them from every metric.
    /// </summary>
    public long InvalidCount { get; }

    /// <summary>The number of correctly classified rows.</summary>
    public long CorrectCount => _ranks[0];

    /// <summary>The fraction of correctly classified rows.</summary>
    public double MicroAccuracy => ClassMetrics.Ratio(CorrectCount, Count);

    /// <summary>The 95 % Wilson interval of <see cref="MicroAccuracy"/>.</summary>
    public ConfidenceInterval MicroAccuracyInterval => ConfidenceInterval.Wilson(CorrectCount, Count);

    /// <summary>The unweighted mean recall over all classes with rows.</summary>
    public double MacroAccuracy { get; }

    /// <summary>The mean of <c>-ln p</c>, where p is the probability of the true class, clamped to at least 1e-15.</summary>
    public double LogLoss { get; }

    /// <summary>Precision, recall, F1 and support of each class, by class index.</summary>
    public IReadOnlyList<ClassMetrics> PerClass { get; }

    /// <summary>How often each true class (row) was predicted as each class (column).</summary>
    public ConfusionMatrix ConfusionMatrix { get; }

    /// <summary>
    /// The fraction of rows whose true class is among the <paramref name="k"/> most probable; ties are ranked by index, lowest first. Equals
    /// <see cref="MicroAccuracy"/> for k = 1.
    /// </summary>
    /// <param name="k">At least 1. From the number of classes on, only invalid rows count as incorrect.</param>
    public double TopKAccuracy(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        long correct = 0;
        for (int rank = 0; rank < Math.Min(k, _ranks.Length); rank++)
            correct += _ranks[rank];
        return ClassMetrics.Ratio(correct, Count);
    }

    /// <summary>Computes the metrics of labels and probabilities held in memory.</summary>
    /// <param name="labels">The index of each row's true class.</param>
    /// <param name="probabilities">One per class, row by row: <c>labels.Length * classNames.Count</c> values.</param>
    /// <param name="classNames">The name of each class, by class index.</param>
    /// <exception cref="ArgumentException">A label is out of range, or the lengths do not match.</exception>
    public static ClassificationMetrics Compute(
        ReadOnlySpan<int> labels,
        ReadOnlySpan<float> probabilities,
        IReadOnlyList<string> classNames
    )
    {
        MetricsAccumulator accumulator = new(classNames);
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Length, checked(labels.Length * classNames.Count), nameof(probabilities));
        for (int row = 0; row < labels.Length; row++)
            accumulator.Add(labels[row], probabilities.Slice(row * classNames.Count, classNames.Count));
        return accumulator.ToMetrics();
    }
}
