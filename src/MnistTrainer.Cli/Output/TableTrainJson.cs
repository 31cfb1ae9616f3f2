using System.Text.Json.Serialization;
using MnistTrainer.Data;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist train</c> on a table.</summary>
internal sealed record TableTrainJson
{
    public required string Dataset { get; init; }

    public required string Task { get; init; }

    public required IEnumerable<ColumnJson> Columns { get; init; }

    public required int TrainCount { get; init; }

    public required int ValidationCount { get; init; }

    public required int TestCount { get; init; }

    public required int Parameters { get; init; }

    public required IEnumerable<EpochJson> Epochs { get; init; }

    /// <summary>Left out for a regression.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TestAccuracy { get; init; }

    /// <summary>All figures on the test rows.</summary>
    public required TableMetricsJson Test { get; init; }

    public required double Seconds { get; init; }

    public required double SamplesPerSecond { get; init; }

    public required int Threads { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>How training ended: <c>completed</c>, <c>stopped-early</c>, <c>cancelled</c> or <c>diverged</c>.</summary>
    public required string End { get; init; }

    public required string Model { get; init; }

    /// <summary>What a user should know about the data, a sentence each; left out without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>The epochs of a training on a table.</summary>
    public static IEnumerable<EpochJson> EpochsOf(TrainedTable trained) =>
        trained
            .Training.Epochs.Select(EpochJson.Timed)
            .Select(epoch => trained.Schema.Task == TableTask.Regression ? epoch.WithoutAccuracy() : epoch);

    public static TableTrainJson Of(TrainedTable trained, string model) =>
        new()
        {
            Dataset = trained.Data.Name,
            Task = EnumName.Of(trained.Schema.Task),
            Columns = TableInspectJson.ColumnsOf(trained.Data.Report),
            TrainCount = trained.Data.TrainCount,
            ValidationCount = trained.Data.Validation?.Count ?? 0,
            TestCount = trained.Data.Test.Count,
            Parameters = trained.Network.ParameterCount,
            Epochs = EpochsOf(trained),
            TestAccuracy = trained.Test.Classification?.MicroAccuracy,
            Test = TableMetricsJson.Of(trained.Test),
            Seconds = trained.Elapsed.TotalSeconds,
            SamplesPerSecond = trained.Training.SamplesSeen / Math.Max(trained.Elapsed.TotalSeconds, 1e-9),
            Threads = trained.Training.Threads,
            Seed = trained.Recipe.Training.Seed,
            End = TrainingEndName.Of(trained.Training.End),
            Model = model,
        };
}

/// <summary>The JSON of <c>mnist inspect</c> for a table.</summary>
/// <param name="Source">The name of the table.</param>
/// <param name="Count">The number of rows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Findings">What was detected while reading it.</param>
internal sealed record TableInspectJson(string Source, int Count, IEnumerable<ColumnJson> Columns, IEnumerable<string> Findings)
{
    /// <summary>What a user should know about the label, a sentence each; left out without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    public static TableInspectJson Of(TableReport report) =>
        new(report.Table.Name, report.Table.Count, ColumnsOf(report), report.Table.Findings);

    /// <summary>Returns the columns in the order of the table.</summary>
    public static IEnumerable<ColumnJson> ColumnsOf(TableReport report) =>
        report.All.Select(column => ColumnJson.Of(column, column == report.Label));
}
