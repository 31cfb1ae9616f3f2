using System.Text.Json.Serialization;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist explain --data</c>.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Dataset">The name of the table.</param>
/// <param name="Count">The number of rows that were scored.</param>
/// <param name="ScoreName">The figure that is lost: <c>R²</c>, <c>area under the curve</c> or <c>accuracy</c>.</param>
/// <param name="Score">The figure with all columns as they are.</param>
/// <param name="Columns">The columns, the most important first.</param>
internal sealed record ColumnImportanceJson(
    string Model,
    string Dataset,
    int Count,
    string ScoreName,
    double? Score,
    IEnumerable<ImportantColumnJson> Columns
)
{
    /// <summary>What a user should know about the table, a sentence each; left out without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    public static ColumnImportanceJson Of(string model, string dataset, TableEvaluation unchanged, IEnumerable<ColumnImportance> columns) =>
        new(
            model,
            dataset,
            unchanged.Count,
            unchanged.ScoreName,
            FiniteNumber.OrNull(unchanged.Score),
            columns.Select(column => new ImportantColumnJson(
                column.Column.Name,
                FiniteNumber.OrNull(column.Loss.Mean),
                FiniteNumber.OrNull(column.Loss.HalfWidth),
                column.Loss.Count
            ))
        );
}

/// <summary>How much a model relies on a column.</summary>
/// <param name="Name">The column.</param>
/// <param name="Loss">What the score loses on average.</param>
/// <param name="HalfWidth">Half the width of the 95 % interval of that mean.</param>
/// <param name="Repetitions">The number of permutations.</param>
internal sealed record ImportantColumnJson(string Name, double? Loss, double? HalfWidth, int Repetitions);
