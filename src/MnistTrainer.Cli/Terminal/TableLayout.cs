using Spectre.Console;
using Spectre.Console.Rendering;

namespace MnistTrainer.Cli.Terminal;

/// <summary>
/// Writes tables and lines so that they fit a terminal of any width. Spectre folds the cells of a table that is too wide, and leaves out those that have no room at all;
/// here such a table becomes several, one below the other, each with the first column.
/// </summary>
internal static class TableLayout
{
    // Of a border with a space on both sides of a cell.
    private const int PerColumn = 3,
        Unlimited = 10_000;

    /// <summary>Writes a table.</summary>
    public static void WriteTable(this IAnsiConsole console, Table table)
    {
        RenderOptions options = RenderOptions.Create(console);
        int[] widths = [.. table.Columns.Select((_, index) => WidthOf(table, index, options))];
        int[][] groups = [.. Groups(widths, console.Profile.Width)];
        if (groups.Length == 1)
        {
            console.Write(table);
            return;
        }

        for (int group = 0; group < groups.Length; group++)
            console.Write(Part(table, groups[group], group == 0 ? table.Title : null));
    }

    private static int WidthOf(Table table, int column, RenderOptions options) =>
        table.Rows.Select(row => row[column]).Prepend(table.Columns[column].Header).Max(cell => cell.Measure(options, Unlimited).Max);

    /// <summary>Distributes the columns over tables; the first column is in each.</summary>
    private static IEnumerable<int[]> Groups(int[] widths, int available)
    {
        int first = widths[0] + PerColumn + 1,
            used = first;
        List<int> group = [0];
        for (int column = 1; column < widths.Length; column++)
        {
            if (used + widths[column] + PerColumn > available && group.Count > 1)
            {
                yield return [.. group];
                (group, used) = ([0], first);
            }

            group.Add(column);
            used += widths[column] + PerColumn;
        }

        yield return [.. group];
    }

    private static Table Part(Table table, int[] columns, TableTitle? title)
    {
        Table part = new() { Border = table.Border, Title = title };
        foreach (int column in columns)
            part.AddColumn(new TableColumn(table.Columns[column].Header) { Alignment = table.Columns[column].Alignment });
        foreach (TableRow row in table.Rows)
            part.AddRow(columns.Select(column => row[column]));
        return part;
    }
}
