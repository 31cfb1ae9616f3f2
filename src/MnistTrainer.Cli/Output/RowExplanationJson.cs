using System.Text.Json.Serialization;
using MnistTrainer.Data;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist explain --data --row</c>.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Dataset">The name of the table.</param>
/// <param name="Row">The number of the row, from 1.</param>
/// <param name="Prediction">The prediction.</param>
/// <param name="Output">The probability of the predicted class, or the number.</param>
/// <param name="Baseline">The same for the mean of all rows.</param>
/// <param name="Contributions">What each cell adds, the largest first.</param>
internal sealed record RowExplanationJson(
    string Model,
    string Dataset,
    int Row,
    TablePredictionJson Prediction,
    double Output,
    double Baseline,
    IEnumerable<CellContributionJson> Contributions
)
{
    /// <summary>What a user should know about the table, a sentence each; left out without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    public static RowExplanationJson Of(string model, string dataset, int row, TableSchema schema, RowExplanation explanation) =>
        new(
            model,
            dataset,
            row,
            TablePredictionJson.Of(explanation.Prediction, schema),
            explanation.Output,
            explanation.Baseline,
            explanation.Cells.Select(cell => new CellContributionJson(cell.Column.Name, cell.Cell, cell.Contribution))
        );
}

/// <summary>What a cell contributes to a prediction.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">The text of the cell.</param>
/// <param name="Contribution">What it adds.</param>
internal sealed record CellContributionJson(string Column, string Value, double Contribution);
