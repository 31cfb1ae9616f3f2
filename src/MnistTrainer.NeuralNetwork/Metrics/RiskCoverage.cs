using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The effect of accepting only predictions above a confidence threshold.</summary>
/// <param name="Threshold">The smallest probability that is accepted, 0 to 1.</param>
/// <param name="Coverage">The fraction of predictions accepted, 0 to 1.</param>
/// <param name="Accuracy">The fraction of accepted predictions that are correct, 0 to 1.</param>
public readonly record struct CoveragePoint(double Threshold, double Coverage, double Accuracy);

/// <summary>
/// Risk-coverage analysis (R. El-Yaniv, Y. Wiener, "On the Foundations of Noise-free Selective Classification", 2010): the more of the
/// least confident predictions are rejected, the higher the accuracy of the others.
/// </summary>
public static class RiskCoverage
{
    /// <summary>The coverages to report by default: 1, 0.99, 0.98, 0.95, 0.9, 0.8, 0.5.</summary>
    public static ImmutableArray<double> DefaultCoverages { get; } = [1, 0.99, 0.98, 0.95, 0.9, 0.8, 0.5];

    /// <summary>
    /// Computes a point for each coverage. Predictions of equal probability are accepted or rejected together, so a point may cover more
    /// than requested.
    /// </summary>
    /// <param name="predictions">The probability of each prediction, and whether it is correct. NaN is the least confident.</param>
    /// <param name="coverages">The coverages, each above 0 and at most 1.</param>
    /// <returns>The points; empty if there are no predictions.</returns>
    public static ImmutableArray<CoveragePoint> Of(
        IEnumerable<(double Probability, bool IsCorrect)> predictions,
        ImmutableArray<double> coverages
    )
    {
        ArgumentNullException.ThrowIfNull(predictions);
        (double Probability, bool IsCorrect)[] ranked = [.. predictions.OrderByDescending(prediction => prediction.Probability)];
        ImmutableArray<CoveragePoint>.Builder points = ImmutableArray.CreateBuilder<CoveragePoint>();
        int count = 0,
            correct = 0;
        foreach (double coverage in coverages.Order().Where(_ => ranked.Length > 0))
        {
            while (
                count < ranked.Length
                && (count < Math.Ceiling(coverage * ranked.Length) || ranked[count].Probability.Equals(ranked[count - 1].Probability))
            )
                correct += ranked[count++].IsCorrect ? 1 : 0;
            points.Add(new CoveragePoint(ranked[count - 1].Probability, (double)count / ranked.Length, (double)correct / count));
        }

        points.Reverse();
        return points.ToImmutable();
    }
}
