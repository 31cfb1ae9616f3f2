using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows what was found in the columns of a table, and the options that would decide otherwise.</summary>
internal static class TableReportView
{
    private const int LongestText = 60;

    // Of wide tables, the label and columns with a remark follow these.
    private const int MostColumns = 100;

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
            Localized.Of(
                $"[bold]{MarkupText.Of(report.Table.Name)}[/]: a table of {Figures.Count(report.Table.Count)} rows and {Figures.Count(report.Table.Columns.Length)} columns"
            )
        );
        foreach (string finding in report.Table.Findings)
            console.WriteMarkup($"  [grey]{MarkupText.Of(Localized.Recognize(finding) + HeaderOption(finding))}[/]");
        Table table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumn(Localized.Of("column"))
            .AddColumn(Localized.Of("read as"))
            .AddColumn(Localized.Of("values"));
        table.AddColumn(new TableColumn(Localized.Of("missing")).RightAligned()).AddColumn(Localized.Of("why"));
        ColumnReport[] shown =
        [
            .. report.All.Where((column, place) => place < MostColumns || column == report.Label || column.Reason.Length > 0),
        ];
        foreach (ColumnReport column in shown)
        {
            bool isLabel = column == report.Label;
            table.AddRow(
                MarkupText.Of(Short(column.Column.Name)),
                isLabel
                    ? Localized.Of(column.Column.Kind == ColumnKind.Number ? "[bold]label, number[/]" : "[bold]label, classes[/]")
                    : KindOf(column.Column.Kind),
                MarkupText.Of(Values(column)),
                column.Missing == 0 ? "" : Figures.Count(column.Missing),
                MarkupText.Of(Reason(column))
            );
        }

        console.WriteTable(table);
        int others = report.All.Count() - shown.Length;
        if (others > 0)
            console.WriteMarkup(Localized.Of($"[grey]Columns without a remark, not shown here: {Figures.Count(others)} (--json)[/]"));
    }

    /// <summary>Returns a kind as people read it.</summary>
    public static string KindOf(ColumnKind kind) =>
        kind switch
        {
            ColumnKind.Number => Localized.Of("number"),
            ColumnKind.Category => Localized.Of("category"),
            ColumnKind.Id => "id",
            _ => Localized.Of("left out"),
        };

    /// <summary>Returns why a column is read as it is, and the option that changes it.</summary>
    public static string Reason(ColumnReport column)
    {
        string reasons = string.Join("; ", column.Reason.Split("; ").Select(Localized.Recognize));
        return column.Option is string option ? $"{reasons} ({Options[option]})" : reasons;
    }

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
            ? Localized.Of($"{NumberText.Of(smallest)} to {NumberText.Of(largest)}, {column.Distinct:N0} different")
        : column.Distinct == 0 ? ""
        : Short(
            $"{Figures.Count(column.Distinct)}: {string.Join(", ", column.Examples)}{(column.Distinct > column.Examples.Count ? ", …" : "")}"
        );

    private static string Short(string text)
    {
        string printable = PrintableText.Of(text);
        return printable.Length <= LongestText ? printable : printable[..LongestText] + "…";
    }
}
