using System.Collections.Immutable;

namespace MnistTrainer.MLNet;

/// <summary>Evaluation results of a quantile regression. NaN if no row has a label and a score.</summary>
public sealed record QuantileRegressionMetrics
{
    /// <summary>The number of rows with a label and scores.</summary>
    public required int Count { get; init; }

    /// <summary>The number of rows with a label and without scores, which are NaN where a feature is missing. They are left out.</summary>
    public required int MissingScores { get; init; }

    /// <summary>The metrics of each quantile, in the order of the levels.</summary>
    public required ImmutableArray<QuantileMetrics> PerQuantile { get; init; }

    /// <summary>The metrics of the intervals between the first quantile and the last, between the second and the second last, and so on.</summary>
    public required ImmutableArray<IntervalMetrics> Intervals { get; init; }

    /// <summary>The mean of the quantiles' pinball losses, in the unit of the label.</summary>
    public double MeanPinballLoss => PerQuantile.Average(quantile => quantile.PinballLoss);
}

/// <summary>Evaluation results of one quantile.</summary>
/// <param name="Level">Its level, between 0 and 1.</param>
/// <param name="PinballLoss">
/// The mean of level * (label - estimate) where the label is above, and (1 - level) * (estimate - label) where it is below (Koenker and Bassett 1978), in the unit of the
/// label.
/// </param>
/// <param name="Coverage">The fraction of labels that are at most the estimate; that of correct estimates is near the level.</param>
public sealed record QuantileMetrics(double Level, double PinballLoss, double Coverage);

/// <summary>Evaluation results of an interval between two quantiles.</summary>
/// <param name="Lower">The level of its lower bound.</param>
/// <param name="Upper">The level of its upper bound.</param>
/// <param name="Coverage">The fraction of labels inside it, bounds included; that of correct estimates is near Upper - Lower.</param>
/// <param name="MeanWidth">The mean distance between its bounds, in the unit of the label. Of two intervals with the same coverage, the narrower one is better.</param>
public sealed record IntervalMetrics(double Lower, double Upper, double Coverage, double MeanWidth);
