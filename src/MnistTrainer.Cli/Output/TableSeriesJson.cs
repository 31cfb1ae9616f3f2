using System.Text.Json.Serialization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist train --folds</c> and <c>--seeds</c> on a table.</summary>
internal sealed record TableSeriesJson
{
    public required string Dataset { get; init; }

    public required string Task { get; init; }

    public required IEnumerable<ColumnJson> Columns { get; init; }

    /// <summary>The completed folds; left out for seeds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IEnumerable<TableRunJson>? Folds { get; init; }

    /// <summary>The completed trainings in the order of their seeds; left out for folds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IEnumerable<TableRunJson>? Runs { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SpreadJson? AccuracySpread { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SpreadJson? AreaUnderCurveSpread { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SpreadJson? RSquaredSpread { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SpreadJson? RootMeanSquaredErrorSpread { get; init; }

    /// <summary>The file of the first seed's model; left out for folds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    /// <summary>What a user should know about the data, a sentence each; left out without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    /// <param name="series">The trainings, at least one.</param>
    /// <param name="model">The file of the first one's model; null for folds.</param>
    public static TableSeriesJson Of(TableSeries series, string? model)
    {
        TrainedTable first = series.Trainings[0];
        TableRunJson[] runs = [.. series.Trainings.Select(TableRunJson.Of)];
        return new()
        {
            Dataset = first.Data.Name,
            Task = EnumName.Of(first.Schema.Task),
            Columns = TableInspectJson.ColumnsOf(first.Data.Report),
            Folds = model is null ? runs : null,
            Runs = model is null ? null : runs,
            AccuracySpread = Of(series.Accuracy),
            AreaUnderCurveSpread = Of(series.AreaUnderCurve),
            RSquaredSpread = Of(series.RSquared),
            RootMeanSquaredErrorSpread = Of(series.RootMeanSquared),
            Model = model,
        };
    }

    private static SpreadJson? Of(Spread? spread) => spread is Spread known ? SpreadJson.Of(known) : null;
}

/// <summary>One of several trainings on a table.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="TrainCount">The number of rows that it was trained on.</param>
/// <param name="Test">All figures on the rows that it was measured on.</param>
/// <param name="Epochs">Its epochs.</param>
internal sealed record TableRunJson(ulong Seed, int TrainCount, TableMetricsJson Test, IEnumerable<EpochJson> Epochs)
{
    public static TableRunJson Of(TrainedTable trained) =>
        new(trained.Recipe.Training.Seed, trained.Data.TrainCount, TableMetricsJson.Of(trained.Test), TableTrainJson.EpochsOf(trained));
}
