using System.Diagnostics;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The evaluation of a network on a table.</summary>
/// <param name="Count">The number of rows.</param>
/// <param name="Duration">The duration of scoring.</param>
public sealed record TableEvaluation(int Count, TimeSpan Duration)
{
    /// <summary>Accuracy, log-loss and the metrics of each class; null for regression.</summary>
    public ClassificationMetrics? Classification { get; init; }

    /// <summary>The area under the ROC curve of the second of two classes; null for other labels, NaN if all rows are of one class.</summary>
    public double? AreaUnderCurve { get; init; }

    /// <summary>The errors of a regression; null for classification.</summary>
    public RegressionErrors? Regression { get; init; }

    /// <summary>The most frequent class of these rows; null for regression.</summary>
    public ClassMetrics? MostFrequent => Classification?.PerClass.MaxBy(one => one.Support);

    /// <summary>The accuracy of always predicting <see cref="MostFrequent"/>, 0 to 1; null for regression.</summary>
    public double? BaselineAccuracy => Classification is null ? null : (double)MostFrequent!.Support / Math.Max(1, Classification.Count);

    /// <summary>The name of <see cref="Score"/>.</summary>
    public string ScoreName =>
        Regression is not null ? "R²"
        : HasCurve ? "area under the curve"
        : "accuracy";

    /// <summary>A single score, larger is better: R² for regression, the area under the ROC curve for two classes, or the accuracy for more.</summary>
    public double Score => Regression?.RSquared ?? (HasCurve ? AreaUnderCurve!.Value : Classification!.MicroAccuracy);

    private bool HasCurve => AreaUnderCurve is double area && double.IsFinite(area);

    /// <summary>Scores rows and compares the predictions with their labels or targets.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">At least one row, with labels or targets.</param>
    /// <param name="listener">Receives progress. Default: none.</param>
    /// <param name="cancellation">Cancels scoring.</param>
    /// <exception cref="OperationCanceledException">Scoring was canceled.</exception>
    public static TableEvaluation Measure(
        Network network,
        Samples samples,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(samples);
        return (listener ?? IExperimentListener.None).Run(
            new ExperimentPhase("Measuring", Math.Max(1, samples.Count), "rows"),
            progress =>
                samples.HasTargets ? Estimate(network, samples, progress, cancellation) : Classify(network, samples, progress, cancellation)
        );
    }

    private static TableEvaluation Estimate(Network network, Samples samples, IProgress<double>? progress, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        float[] estimates = new float[samples.Count];
        using BulkScorer scorer = new(network, samples, Environment.ProcessorCount);
        scorer.Score(
            (row, outputs) =>
            {
                estimates[row] = outputs[0];
                progress?.Report(row + 1);
            },
            cancellation
        );
        return new TableEvaluation(samples.Count, Stopwatch.GetElapsedTime(started))
        {
            Regression = RegressionErrors.Of(samples.Targets, estimates),
        };
    }

    private static TableEvaluation Classify(Network network, Samples samples, IProgress<double>? progress, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        MetricsAccumulator accumulator = new(samples.ClassNames);
        bool isBinary = samples.ClassNames.Count == 2;
        float[] scores = new float[isBinary ? samples.Count : 0];
        using BulkScorer scorer = new(network, samples, Environment.ProcessorCount);
        scorer.Score(
            (row, probabilities) =>
            {
                accumulator.Add(samples.Labels[row], probabilities);
                if (isBinary)
                    scores[row] = probabilities[1];
                progress?.Report(row + 1);
            },
            cancellation
        );
        return new TableEvaluation(samples.Count, Stopwatch.GetElapsedTime(started))
        {
            Classification = accumulator.ToMetrics(),
            AreaUnderCurve = isBinary ? RocCurve.AreaUnder(scores, [.. samples.Labels.ToArray().Select(label => label == 1)]) : null,
        };
    }
}
