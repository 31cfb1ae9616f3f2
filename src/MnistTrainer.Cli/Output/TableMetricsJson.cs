using System.Text.Json.Serialization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>How well a model predicts the label of a table; figures that the task does not have are left out.</summary>
internal sealed record TableMetricsJson
{
    /// <summary>The model's file; left out where it is clear.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    /// <summary>The name of the table; left out where it is clear.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Dataset { get; init; }

    public required int Count { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MicroAccuracy { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MacroAccuracy { get; init; }

    /// <summary>The accuracy of always answering the most frequent class.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? BaselineAccuracy { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? AreaUnderCurve { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? LogLoss { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IEnumerable<TableClassJson>? PerClass { get; init; }

    /// <summary>Rows are true classes, columns predicted ones.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IEnumerable<IEnumerable<long>>? ConfusionMatrix { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RSquared { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RootMeanSquaredError { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MeanAbsoluteError { get; init; }

    /// <summary>The root mean squared error of always answering the mean.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? BaselineError { get; init; }

    /// <summary>How long scoring took; left out within a training.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Seconds { get; init; }

    /// <summary>What a user should know about the table, a sentence each; left out without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    public static TableMetricsJson Of(TableEvaluation evaluation)
    {
        ClassificationMetrics? metrics = evaluation.Classification;
        RegressionErrors? errors = evaluation.Regression;
        int classes = metrics?.ConfusionMatrix.ClassCount ?? 0;
        return new()
        {
            Count = evaluation.Count,
            MicroAccuracy = metrics?.MicroAccuracy,
            MacroAccuracy = metrics?.MacroAccuracy,
            BaselineAccuracy = evaluation.BaselineAccuracy,
            AreaUnderCurve = FiniteNumber.OrNull(evaluation.AreaUnderCurve),
            LogLoss = metrics?.LogLoss,
            PerClass = metrics?.PerClass.Select(one => new TableClassJson(one.Name, one.Precision, one.Recall, one.F1, one.Support)),
            ConfusionMatrix = metrics is null
                ? null
                : Enumerable
                    .Range(0, classes)
                    .Select(truth => Enumerable.Range(0, classes).Select(predicted => metrics.ConfusionMatrix[truth, predicted])),
            RSquared = FiniteNumber.OrNull(errors?.RSquared),
            RootMeanSquaredError = FiniteNumber.OrNull(errors?.RootMeanSquared),
            MeanAbsoluteError = FiniteNumber.OrNull(errors?.MeanAbsolute),
            BaselineError = FiniteNumber.OrNull(errors?.Baseline),
        };
    }
}

/// <summary>The figures of a class of a table.</summary>
internal sealed record TableClassJson(string Label, double Precision, double Recall, double F1, long Support);
