using System.Collections.Immutable;
using System.Diagnostics;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Models;

/// <summary>An image that was taken for something else.</summary>
/// <param name="Row">Its row in the samples.</param>
/// <param name="Truth">The index of its class.</param>
/// <param name="Predicted">The index of the class it was taken for.</param>
/// <param name="Probability">How sure the network was of that, 0 to 1.</param>
internal readonly record struct Mistake(int Row, int Truth, int Predicted, float Probability);

/// <summary>How well a network does on samples with labels.</summary>
/// <param name="Metrics">The figures.</param>
/// <param name="Mistakes">What it took for something else, that of which it was surest first.</param>
/// <param name="Duration">How long the scoring took.</param>
internal sealed record Evaluation(ClassificationMetrics Metrics, IReadOnlyList<Mistake> Mistakes, TimeSpan Duration)
{
    /// <summary>What answering only where it is sure comes to.</summary>
    public required ImmutableArray<CoveragePoint> Coverage { get; init; }

    /// <summary>How far its probabilities are from how often it is right, 0 to 1.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>Scores all samples.</summary>
    /// <param name="network">What scores.</param>
    /// <param name="samples">With labels numbered as the network's classes.</param>
    /// <param name="progress">Told how many are done.</param>
    /// <param name="cancellation">Ends the scoring.</param>
    public static Evaluation Measure(Network network, Samples<byte> samples, IProgress<double>? progress, CancellationToken cancellation)
    {
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
        return new Evaluation(
            accumulator.ToMetrics(),
            [.. mistakes.OrderByDescending(mistake => mistake.Probability).ThenBy(mistake => mistake.Row)],
            Stopwatch.GetElapsedTime(started)
        )
        {
            Coverage = RiskCoverage.Of(answers, RiskCoverage.DefaultCoverages),
            CalibrationError = TemperatureScaling.CalibrationError(answers),
        };
    }
}
