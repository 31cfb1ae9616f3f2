using System.Collections.Immutable;
using System.Diagnostics;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The evaluation of a network on labeled samples.</summary>
/// <param name="Metrics">Accuracy, log-loss, confusion matrix, and the metrics of each class.</param>
/// <param name="Mistakes">The misclassified samples, the most confident first.</param>
/// <param name="Duration">The duration of scoring.</param>
public sealed record Evaluation(ClassificationMetrics Metrics, IReadOnlyList<Mistake> Mistakes, TimeSpan Duration)
{
    /// <summary>The number of most probable classes considered by <see cref="TopKAccuracy"/>: 3.</summary>
    public const int TopK = 3;

    /// <summary>The accuracy if only the most confident predictions are accepted, for decreasing fractions of the samples.</summary>
    public required ImmutableArray<CoveragePoint> Coverage { get; init; }

    /// <summary>The reliability diagram: confidence and accuracy in bins of probability.</summary>
    public required ImmutableArray<ReliabilityBin> Reliability { get; init; }

    /// <summary>The expected calibration error: the mean absolute difference between confidence and accuracy, 0 to 1.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>The fraction of samples whose true class is among the <see cref="TopK"/> most probable ones, 0 to 1.</summary>
    public double TopKAccuracy => Metrics.TopKAccuracy(TopK);

    /// <summary>Classifies all samples and compares the predictions with the labels.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">The samples, with labels numbered like the network's classes.</param>
    /// <param name="progress">Receives the number of samples scored so far; may be null.</param>
    /// <param name="cancellation">Cancels scoring.</param>
    /// <exception cref="InvalidInputException">The outputs of the network are not classes.</exception>
    /// <exception cref="OperationCanceledException">Scoring was canceled.</exception>
    public static Evaluation Measure(
        Network network,
        Samples<byte> samples,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        network.Definition.CheckHasClasses();
        long started = Stopwatch.GetTimestamp();
        MetricsAccumulator accumulator = new(samples.ClassNames);
        List<Mistake> mistakes = [];
        List<(double Probability, bool IsCorrect)> answers = [];
        using BulkScorer scorer = new(network, samples, Environment.ProcessorCount);
        scorer.Score(
            (row, probabilities) =>
            {
                int truth = samples.Labels[row];
                accumulator.Add(truth, probabilities);
                int predicted = Prediction.BestOf(probabilities);
                answers.Add((probabilities[predicted], predicted == truth));
                if (predicted != truth)
                    mistakes.Add(new Mistake(row, truth, predicted, probabilities[predicted]));
                progress?.Report(row + 1);
            },
            cancellation
        );
        ImmutableArray<ReliabilityBin> reliability = ReliabilityDiagram.Of(answers);
        return new Evaluation(
            accumulator.ToMetrics(),
            [.. mistakes.OrderByDescending(mistake => mistake.Probability).ThenBy(mistake => mistake.Row)],
            Stopwatch.GetElapsedTime(started)
        )
        {
            Coverage = RiskCoverage.Of(answers, RiskCoverage.DefaultCoverages),
            Reliability = reliability,
            CalibrationError = ReliabilityDiagram.CalibrationError(reliability),
        };
    }
}
