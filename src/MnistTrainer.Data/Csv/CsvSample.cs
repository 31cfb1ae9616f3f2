using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The first records of a table as text, from which its layout is found.</summary>
/// <param name="Header">The names in the first record, or null where it holds data.</param>
/// <param name="Rows">The first rows of data, each <paramref name="Columns"/> long; at least one.</param>
/// <param name="Columns">The number of cells in a row, without one that a delimiter at the line's end makes.</param>
/// <param name="IsWholeTable">Whether there are no rows beyond these.</param>
internal sealed record CsvSample(string[]? Header, IReadOnlyList<string[]> Rows, int Columns, bool IsWholeTable)
{
    private const int MostRows = 100;
    private const int FewestRows = 3;
    private const int MostCells = 200_000;

    /// <summary>The cells of one column.</summary>
    public IEnumerable<string> Column(int index) => Rows.Select(row => row[index]);

    /// <exception cref="InvalidInputException">There are no rows, or the header and the rows differ in length.</exception>
    public static CsvSample Read(string path, CsvDialect dialect)
    {
        List<string[]> records = ReadRecords(path, dialect, out long firstLine, out bool whole);
        bool hasHeader = records.Count > 0 && CsvHeader.IsHeader(records[0], dialect.HasDecimalComma);
        string[][] rows = [.. records.Skip(hasHeader ? 1 : 0)];
        if (rows.Length == 0)
        {
            throw new InvalidInputException(
                path,
                "a table of images, one a line",
                hasHeader ? "a header and no rows" : "no rows",
                "Give a file with rows in it"
            );
        }

        int columns = CountColumns(rows);
        string[]? header = hasHeader ? FitHeader(path, firstLine, records[0], columns) : null;
        // Rows of another length are rejected with their line when the table is read; the layout is found without them.
        return new CsvSample(header, [.. rows.Where(row => HasColumns(row, columns)).Select(row => row[..columns])], columns, whole);
    }

    private static List<string[]> ReadRecords(string path, CsvDialect dialect, out long firstLine, out bool whole)
    {
        using CsvRecords records = CsvRecords.Open(path, dialect);
        List<string[]> sample = [];
        int cells = 0;
        firstLine = 0;
        while (records.Read())
        {
            whole = false;
            if (sample.Count == 0)
                firstLine = records.Line;
            if (sample.Count > MostRows || (cells > MostCells && sample.Count > FewestRows))
                return sample;
            string[] row = new string[records.Count];
            for (int i = 0; i < row.Length; i++)
                row[i] = Encoding.UTF8.GetString(records.Cell(i));
            sample.Add(row);
            cells += row.Length;
        }

        whole = true;
        return sample;
    }

    // The length that most rows have, so that the row at fault is the one named.
    private static int CountColumns(string[][] rows)
    {
        int length = rows.CountBy(row => row.Length).MaxBy(pair => pair.Value).Key;
        bool delimiterAtEnd = length > 1 && rows.All(row => row.Length != length || row[^1].Length == 0);
        return delimiterAtEnd ? length - 1 : length;
    }

    private static bool HasColumns(string[] row, int columns) =>
        row.Length == columns || (row.Length == columns + 1 && row[^1].Length == 0);

    private static string[] FitHeader(string path, long line, string[] header, int columns)
    {
        if (!HasColumns(header, columns))
        {
            throw new InvalidInputException(
                $"{path}, line {line}",
                $"{columns} names in the header, as the rows have cells",
                $"{header.Length}",
                "Make all lines equally long"
            );
        }

        return header[..columns];
    }
}
