using System.Text.Json.Serialization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist compare</c>.</summary>
/// <param name="Summary">What all trainings have in common.</param>
/// <param name="Optimizers">The optimizers; left out without any.</param>
/// <param name="Activations">The activations; left out without any.</param>
internal sealed record CompareJson(
    string Summary,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<ComparisonRowJson>? Optimizers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<ComparisonRowJson>? Activations
)
{
    public static CompareJson Of(NetworkComparison comparison) =>
        new(ComparisonView.SummaryOf(comparison), RowsOf(comparison.Optimizers), RowsOf(comparison.Activations));

    private static IEnumerable<ComparisonRowJson>? RowsOf(IReadOnlyList<ComparisonRow> rows) =>
        rows.Count == 0 ? null : rows.Select(ComparisonRowJson.Of);
}

/// <summary>The results of one network over all seeds.</summary>
/// <param name="Name">The optimizer or activation.</param>
/// <param name="Parameters">The number of parameters.</param>
/// <param name="AccuracyMean">The mean test accuracy, 0 to 1.</param>
/// <param name="AccuracyStandardDeviation">Its sample standard deviation.</param>
/// <param name="LossMean">The mean training loss of the last epoch.</param>
/// <param name="LossStandardDeviation">Its sample standard deviation.</param>
/// <param name="SecondsMean">The mean duration of one training.</param>
/// <param name="SecondsStandardDeviation">Its sample standard deviation.</param>
internal sealed record ComparisonRowJson(
    string Name,
    int Parameters,
    double? AccuracyMean,
    double? AccuracyStandardDeviation,
    double? LossMean,
    double? LossStandardDeviation,
    double? SecondsMean,
    double? SecondsStandardDeviation
)
{
    public static ComparisonRowJson Of(ComparisonRow row)
    {
        (Spread accuracy, Spread loss, Spread seconds) = (row.Accuracy, row.Loss, row.Seconds);
        return new(
            row.Name,
            row.Parameters,
            FiniteNumber.OrNull(accuracy.Mean),
            FiniteNumber.OrNull(accuracy.StandardDeviation),
            FiniteNumber.OrNull(loss.Mean),
            FiniteNumber.OrNull(loss.StandardDeviation),
            FiniteNumber.OrNull(seconds.Mean),
            FiniteNumber.OrNull(seconds.StandardDeviation)
        );
    }
}
