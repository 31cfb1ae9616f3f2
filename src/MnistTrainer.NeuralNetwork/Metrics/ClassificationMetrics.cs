namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// How well rows were classified. Where ML.NET's <c>Evaluate</c> has the same figure the two are equal, as long as every probability is
/// finite (see <see cref="InvalidCount"/>). Without any row every figure is 0 and the interval 0..1. Immutable.
/// </summary>
public sealed class ClassificationMetrics
{
    private readonly long[] _ranks;

    /// <summary>Works the figures out of what was counted; copies what it keeps.</summary>
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
    /// How many of them have a probability that is not finite. They are counted as wrong everywhere and stand in no cell of
    /// <see cref="ConfusionMatrix"/>; ML.NET leaves them out of every figure.
    /// </summary>
    public long InvalidCount { get; }

    /// <summary>The rows whose predicted class is the true one.</summary>
    public long CorrectCount => _ranks[0];

    /// <summary>The fraction of rows whose predicted class is the true one.</summary>
    public double MicroAccuracy => ClassMetrics.Ratio(CorrectCount, Count);

    /// <summary>The 95 % Wilson interval of <see cref="MicroAccuracy"/>.</summary>
    public ConfidenceInterval MicroAccuracyInterval => ConfidenceInterval.Wilson(CorrectCount, Count);

    /// <summary>The mean of the recalls of all classes that have rows, each counted alike however many it has.</summary>
    public double MacroAccuracy { get; }

    /// <summary>The mean of <c>-ln p</c>, p being the probability of the true class, taken as at least 1e-15.</summary>
    public double LogLoss { get; }

    /// <summary>Precision, recall, F1 and support of each class, by its index.</summary>
    public IReadOnlyList<ClassMetrics> PerClass { get; }

    /// <summary>How often each class (row) was taken for each class (column).</summary>
    public ConfusionMatrix ConfusionMatrix { get; }

    /// <summary>
    /// The fraction of rows whose true class is among the <paramref name="k"/> with the greatest probabilities; equal ones are ranked by
    /// index, the lowest first. With 1 it is <see cref="MicroAccuracy"/>.
    /// </summary>
    /// <param name="k">1 or more; from the number of classes on, only invalid rows are wrong.</param>
    public double TopKAccuracy(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        long correct = 0;
        for (int rank = 0; rank < Math.Min(k, _ranks.Length); rank++)
            correct += _ranks[rank];
        return ClassMetrics.Ratio(correct, Count);
    }

    /// <summary>The metrics of labels and probabilities that are all at hand.</summary>
    /// <param name="labels">The index of each row's true class.</param>
    /// <param name="probabilities">One for each class, row after row: <c>labels.Length * classNames.Count</c> of them.</param>
    /// <param name="classNames">The name of each class, by its index.</param>
    /// <exception cref="ArgumentException">A label names no class, or the lengths do not fit.</exception>
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
