using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Reads the cells of a list of suspicious samples. Only those that decide something are read; spreadsheets may have changed the others.</summary>
internal static class ConfirmedTableReader
{
    /// <summary>Reads a list.</summary>
    /// <exception cref="InvalidInputException">It cannot be read, or is no such list.</exception>
    public static ImmutableArray<ConfirmedRow> Read(string path, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new InvalidInputException(
                "The list of suspicious samples",
                "the name of a file",
                "an empty name",
                "Specify the list that the label doctor wrote, or that its page exported"
            );
        }

        // The list of a source in which nothing is suspicious has only a header.
        if (TextTable.LoadUnder(path, ConfirmedColumns.Header, cancellation) is not TextTable table)
            return [];
        Dictionary<string, TextColumn> columns = table.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        string[] missing = [.. ConfirmedColumns.Read.Where(name => !columns.ContainsKey(name))];
        if (missing.Length > 0)
        {
            throw new InvalidInputException(
                path,
                $"a list of suspicious samples, with the columns {string.Join(", ", ConfirmedColumns.Read)}",
                $"no column {string.Join(", ", missing)}",
                "Specify the list that the label doctor wrote, or that its page exported"
            );
        }

        ConfirmedRow[] rows = [.. Enumerable.Range(0, table.Count).Select(row => RowOf(table, columns, row))];
        foreach (
            IGrouping<(DataSplit, int), ConfirmedRow> same in rows.GroupBy(row => (row.Part, row.Row)).Where(group => group.Count() > 1)
        )
        {
            ConfirmedRow second = same.ElementAt(1);
            throw new InvalidInputException(
                $"{path}, line {second.Line}",
                "every row once",
                $"row {second.Row + 1} of {ConfirmedColumns.NameOf(second.Part)} a second time, after line {same.First().Line}",
                "Delete one of the lines"
            );
        }

        return [.. rows];
    }

    /// <summary>The text of a cell for a name, as it is read again: without quotes and surrounding blanks.</summary>
    public static string CellOf(string name)
    {
        string cell = ReportFile.SpreadsheetCell(name);
        return (cell is ['"', .., '"'] ? cell[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : cell).Trim(' ', '\t');
    }

    private static ConfirmedRow RowOf(TextTable table, Dictionary<string, TextColumn> columns, int row)
    {
        int rows = Number(ConfirmedColumns.Rows, int.MaxValue, "the number of rows of the part");
        return new ConfirmedRow(
            table.Line(row),
            Named(ConfirmedColumns.Part, Enum.GetValues<DataSplit>(), ConfirmedColumns.NameOf),
            Number(ConfirmedColumns.Row, rows, $"a row from 1 to {rows}") - 1,
            rows,
            Cell(ConfirmedColumns.Label),
            Cell(ConfirmedColumns.Suggested),
            Named(ConfirmedColumns.Action, Enum.GetValues<SampleAction>(), ConfirmedColumns.NameOf),
            Cell(ConfirmedColumns.Checksum)
        );

        string Cell(string column) => columns[column][row];

        int Number(string column, int maximum, string expected) =>
            int.TryParse(Cell(column), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= maximum
                ? number
                : throw Invalid(column, expected);

        T Named<T>(string column, T[] values, Func<T, string> nameOf)
            where T : struct
        {
            int index = Array.FindIndex(values, value => nameOf(value) == Cell(column));
            return index >= 0 ? values[index] : throw Invalid(column, string.Join(" or ", values.Select(nameOf)));
        }

        InvalidInputException Invalid(string column, string expected) =>
            new(
                $"{table.Path}, line {table.Line(row)}, column {column}",
                expected,
                $"\"{Cell(column)}\"",
                "Correct the cell, or delete the line"
            );
    }
}
