using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The first records of a table as text, used to detect its layout.</summary>
/// <param name="Header">The names in the first record, or null if it contains data.</param>
/// <param name="Rows">The first data rows, each <paramref name="Columns"/> long; at least one.</param>
/// <param name="Columns">The number of cells in a row, not counting an empty one after a trailing delimiter.</param>
/// <param name="IsWholeTable">Whether the table has no further rows.</param>
internal sealed record CsvSample(string[]? Header, IReadOnlyList<string[]> Rows, int Columns, bool IsWholeTable)
{
    private const int MaximumRows = 100;
    private const int MinimumRows = 3;
    private const int MaximumCells = 200_000;

    /// <summary>Returns the cells of one column.</summary>
    public IEnumerable<string> Column(int index) => Rows.Select(row => row[index]);

    /// <exception cref="InvalidInputException">There are no rows, or the header and rows differ in length.</exception>
    public static CsvSample Read(DataFile file, CsvDialect dialect)
    {
        List<string[]> records = ReadRecords(file, dialect, out long firstLine, out bool whole);
        bool hasHeader = records.Count > 0 && CsvHeader.IsHeader(records[0], dialect.HasDecimalComma);
        string[][] rows = [.. records.Skip(hasHeader ? 1 : 0)];
        if (rows.Length == 0)
        {
            throw new InvalidInputException(
                file.Path,
                "a table with one image per line",
                hasHeader ? "only a header" : "no rows",
                "Specify a file that contains rows"
            );
        }

        int columns = CountColumns(rows);
        string[]? header = hasHeader ? FitHeader(file.Path, firstLine, records[0], columns) : null;
        // Rows of a different length are reported with their line when the table is read; the layout is detected without them.
        return new CsvSample(header, [.. rows.Where(row => HasColumns(row, columns)).Select(row => row[..columns])], columns, whole);
    }

    private static List<string[]> ReadRecords(DataFile file, CsvDialect dialect, out long firstLine, out bool whole)
    {
        using CsvRecords records = CsvRecords.Open(file, dialect);
        List<string[]> sample = [];
        int cells = 0;
        firstLine = 0;
        while (records.Read())
        {
            whole = false;
            if (sample.Count == 0)
                firstLine = records.Line;
            if (sample.Count > MaximumRows || (cells > MaximumCells && sample.Count > MinimumRows))
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

    // The most frequent length, so that the row that deviates is the one reported.
    private static int CountColumns(string[][] rows)
    {
        int length = rows.CountBy(row => row.Length).MaxBy(pair => pair.Value).Key;
        bool hasTrailingDelimiter = length > 1 && rows.All(row => row.Length != length || row[^1].Length == 0);
        return hasTrailingDelimiter ? length - 1 : length;
    }

    private static bool HasColumns(string[] row, int columns) =>
        row.Length == columns || (row.Length == columns + 1 && row[^1].Length == 0);

    private static string[] FitHeader(string path, long line, string[] header, int columns)
    {
        if (!HasColumns(header, columns))
        {
            throw new InvalidInputException(
                $"{path}, line {line}",
                $"{columns} names in the header, one per cell of a row",
                $"{header.Length}",
                "Make the header and all rows the same length"
            );
        }

        return header[..columns];
    }
}
