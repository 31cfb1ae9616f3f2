using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows the columns that a model of a table reads, and what it predicts.</summary>
internal static class TableSchemaView
{
    private const int LongestText = 80;

    public static void Show(IAnsiConsole console, TableSchema schema)
    {
        Table table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumn(Localized.Of("column"))
            .AddColumn(Localized.Of("read as"))
            .AddColumn(Localized.Of("values"));
        foreach (SchemaColumn column in schema.Columns)
            table.AddRow(MarkupText.Of(column.Name), TableReportView.KindOf(column.Kind), MarkupText.Of(Values(column)));
        string kind = Localized.Of(schema.Task == TableTask.Classification ? "[bold]label, classes[/]" : "[bold]label, number[/]");
        table.AddRow(MarkupText.Of(schema.Label.Name), kind, MarkupText.Of(Values(schema.Label)));
        console.WriteTable(table);
        string found = Localized.Of(schema.HasHeader ? "by their names, in any order" : "by their numbers");
        console.WriteMarkup(Localized.Of($"[grey]Columns of other tables are found {found}; {schema.Width} inputs[/]"));
    }

    private static string Values(SchemaColumn column)
    {
        if (column.Kind != ColumnKind.Category)
        {
            string unit = column.Format.Unit is string sign ? Localized.Of($"in {sign}") : "";
            string origin = column.Origin == 0 ? "" : Localized.Of($"less {NumberText.Of(column.Origin, digits: 15)}");
            return string.Join(", ", new[] { unit, origin }.Where(part => part.Length > 0));
        }

        string text = PrintableText.Of($"{column.Categories.Length}: {string.Join(", ", column.Categories)}");
        return text.Length <= LongestText ? text : text[..LongestText] + "…";
    }
}
