using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows what was found in the columns of a table, and the options that would decide otherwise.</summary>
internal static class TableReportView
{
    private const int LongestText = 60;

    private static readonly Dictionary<string, string> Options = new(StringComparer.Ordinal)
    {
        [nameof(TableOptions.Task)] = "--task",
        [nameof(TableOptions.IdColumn)] = "--id",
        [nameof(TableOptions.CategoryColumns)] = "--categories",
        [nameof(TableOptions.NumberColumns)] = "--numbers",
        [nameof(TableOptions.IgnoredColumns)] = "--ignore",
        [nameof(TableOptions.DecimalMark)] = "--decimal-mark",
        [nameof(TableOptions.MissingTexts)] = "--missing",
    };

    /// <param name="console">The console.</param>
    /// <param name="report">The columns.</param>
    public static void Show(IAnsiConsole console, TableReport report)
    {
        console.WriteMarkup(
            $"[bold]{MarkupText.Of(report.Table.Name)}[/]: a table of {Figures.Count(report.Table.Count)} rows and {report.Table.Columns.Length} columns"
        );
        foreach (string finding in report.Table.Findings)
            console.WriteMarkup($"  [grey]{MarkupText.Of(finding + HeaderOption(finding))}[/]");
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("column").AddColumn("read as").AddColumn("values");
        table.AddColumn(new TableColumn("missing").RightAligned()).AddColumn("why");
        foreach (ColumnReport column in report.All)
        {
            bool isLabel = column == report.Label;
            table.AddRow(
                MarkupText.Of(Short(column.Column.Name)),
                isLabel
                    ? $"[bold]label, {(column.Column.Kind == ColumnKind.Number ? "number" : "classes")}[/]"
                    : KindOf(column.Column.Kind),
                MarkupText.Of(Values(column)),
                column.Missing == 0 ? "" : Figures.Count(column.Missing),
                MarkupText.Of(Reason(column))
            );
        }

        console.WriteTable(table);
    }

    /// <summary>Returns a kind as people read it.</summary>
    public static string KindOf(ColumnKind kind) =>
        kind switch
        {
            ColumnKind.Number => "number",
            ColumnKind.Category => "category",
            ColumnKind.Id => "id",
            _ => "left out",
        };

    /// <summary>Returns why a column is read as it is, and the option that changes it.</summary>
    public static string Reason(ColumnReport column) =>
        column.Option is string option ? $"{column.Reason} ({Options[option]})" : column.Reason;

    // Whether there is a header is a guess.
    private static string HeaderOption(string finding) =>
        finding switch
        {
            "header: none" => " (--header)",
            "header: one line" => " (--no-header)",
            _ => "",
        };

    private static string Values(ColumnReport column) =>
        column.Smallest is double smallest && column.Largest is double largest
            ? string.Create(CultureInfo.InvariantCulture, $"{Range(smallest, largest)}, {column.Distinct:N0} different")
            : Short(
                $"{Figures.Count(column.Distinct)}: {string.Join(", ", column.Examples)}{(column.Distinct > column.Examples.Count ? ", …" : "")}"
            );

    // With all digits where fewer do not show the difference.
    private static string Range(double smallest, double largest)
    {
        string format = Math.Max(Math.Abs(smallest), Math.Abs(largest)) >= 1e6 ? "G15" : "G6";
        return $"{smallest.ToString(format, CultureInfo.InvariantCulture)} to {largest.ToString(format, CultureInfo.InvariantCulture)}";
    }

    private static string Short(string text)
    {
        string printable = PrintableText.Of(text);
        return printable.Length <= LongestText ? printable : printable[..LongestText] + "…";
    }
}
