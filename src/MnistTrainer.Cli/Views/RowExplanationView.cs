using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows what each cell of a row contributes to the prediction for it.</summary>
internal static class RowExplanationView
{
    /// <param name="console">The console for results.</param>
    /// <param name="schema">The columns of the model.</param>
    /// <param name="row">The number of the row, from 1.</param>
    /// <param name="idColumn">The column that names the rows; null if there is none.</param>
    /// <param name="explanation">What is shown.</param>
    public static void Show(IAnsiConsole console, TableSchema schema, int row, string? idColumn, RowExplanation explanation)
    {
        string id = idColumn is null ? "" : $" ({MarkupText.Of(idColumn)} {MarkupText.Of(explanation.Prediction.Row)})";
        string what = explanation.Prediction.Label is string label ? Localized.Of($"probability of {label}") : schema.Label.Name;
        console.WriteMarkup(
            Localized.Of(
                $"[bold]Row {row}[/]{id}: {MarkupText.Of(schema.Label.Name)} [bold]{MarkupText.Of(explanation.Prediction.Answer)}[/]"
            )
        );
        Table table = new Table().Border(TableBorder.Rounded).AddColumn(Localized.Of("column")).AddColumn(Localized.Of("value"));
        table.AddColumn(new TableColumn(MarkupText.Of(what)).RightAligned()).AddColumn("");
        double largest = explanation.Cells.Max(cell => Math.Abs(cell.Contribution));
        table.AddRow(Localized.Of("[grey]the mean row[/]"), "", Number(explanation.Baseline, schema), "");
        foreach (CellContribution cell in explanation.Cells)
            table.AddRow(
                MarkupText.Of(cell.Column.Name),
                MarkupText.Of(cell.Cell.Length == 0 ? Localized.Of("(missing)") : cell.Cell),
                Signed(cell.Contribution),
                SignedBar.Of(cell.Contribution, largest)
            );
        table.AddRow(Localized.Of("[grey]this row[/]"), "", Number(explanation.Output, schema), "");
        console.WriteTable(table);
    }

    // Late digits are those that matter.
    private static string Number(double value, TableSchema schema) => NumberText.Of(value, schema.Label.Origin == 0 ? 5 : 15);

    private static string Signed(double value) => (value > 0 ? "+" : "") + NumberText.Of(value, 4);
}
