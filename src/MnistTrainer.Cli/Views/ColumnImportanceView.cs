using System.Globalization;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows how much a model relies on each column of a table.</summary>
internal static class ColumnImportanceView
{
    public static void Show(IAnsiConsole console, TableEvaluation unchanged, IReadOnlyList<ColumnImportance> columns)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn(Localized.Of("column"));
        table.AddColumn(new TableColumn(MarkupText.Of(Localized.Of($"{Localized.Word(unchanged.ScoreName)} lost"))).RightAligned());
        table.AddColumn(new TableColumn("± 95 %").RightAligned()).AddColumn("");
        double largest = columns.Count == 0 ? 0 : columns.Max(column => Math.Abs(column.Loss.Mean));
        foreach (ColumnImportance column in columns)
        {
            table.AddRow(
                MarkupText.Of(column.Column.Name),
                string.Create(CultureInfo.InvariantCulture, $"{column.Loss.Mean:F4}"),
                string.Create(CultureInfo.InvariantCulture, $"{column.Loss.HalfWidth:F4}"),
                SignedBar.Of(column.Loss.Mean, largest)
            );
        }

        console.WriteTable(table);
        console.WriteMarkup(
            Localized.Of(
                $"The {MarkupText.Of(Localized.Word(unchanged.ScoreName))} on {unchanged.Count:N0} rows is [bold]{unchanged.Score:F4}[/]; the table shows how much of it is lost when the values of a column are shuffled among the rows, mean of {(columns.Count == 0 ? 0 : columns[0].Loss.Count)} repetitions"
            )
        );
    }
}
