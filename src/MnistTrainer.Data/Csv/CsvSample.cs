using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The first records of a table as text, used to detect its layout.</summary>
/// <param name="Header">The names of the columns, or null if the table has none.</param>
/// <param name="Rows">The first data rows, each <paramref name="Columns"/> long; at least one.</param>
/// <param name="Columns">The number of cells in a row, not counting an empty one after a trailing delimiter.</param>
/// <param name="IsWholeTable">Whether the table has no further rows.</param>
internal sealed record CsvSample(string[]? Header, IReadOnlyList<string[]> Rows, int Columns, bool IsWholeTable)
{
    private const int MaximumRows = 100;
    private const int MinimumRows = 3;
    private const int MaximumCells = 200_000;

    // In more rows than this, distinct cells are not classes.
    private const int MaximumClassRun = 10;

    // Fewer columns do not show whether a line belongs to the table.
    private const int MinimumColumnsBelowPreamble = 5;

    private const double ManyEmptyCells = 0.25;

    /// <summary>The name of the unnamed first column of a table that R wrote.</summary>
    public const string RowNames = "row names";

    /// <summary>The number of records before the first data row: lines above the table and the header.</summary>
    public int LeadingRecords { get; private init; }

    /// <summary>Whether empty cells are blank pixels, since the table has no zeros.</summary>
    public bool EmptyIsZero { get; private init; }

    /// <summary>One line each for lines above the table, the header and empty cells.</summary>
    public IReadOnlyList<string> Findings { get; private init; } = [];

    /// <summary>Returns the cells of one column.</summary>
    public IEnumerable<string> Column(int index) => Rows.Select(row => row[index]);

    /// <param name="table">The table.</param>
    /// <param name="hasHeader">Whether it has a header; null if that is not known.</param>
    /// <param name="isText">Whether its cells are any text, as <see cref="CsvRecords.OpenAsText"/> reads them, rather than pixels.</param>
    /// <exception cref="InvalidInputException">There are no rows, or the header and rows differ in length.</exception>
    public static CsvSample Read(TableFile table, bool? hasHeader, bool isText = false)
    {
        List<(long Line, string[] Cells)> records = ReadRecords(table, isText, out bool whole);
        string[][] all = [.. records.Select(record => record.Cells)];
        bool emptyIsZero = all.Length > 0 && HasBlankCellsForZeros(all);
        int columns = all.Length == 0 ? 0 : CountColumns(all, emptyIsZero);
        int preamble = all.TakeWhile((cells, i) => i < all.Length - 1 && IsAboveTable(cells, columns, emptyIsZero, isText)).Count();
        bool isHeader = IsHeaderAt(preamble);
        if (isText && (!isHeader || (columns < MinimumColumnsBelowPreamble && IsNoHeaderBelowPadded())))
        {
            // Without a header below it, a row of few cells is a row with missing values, or a header with names left out.
            preamble = 0;
            isHeader = IsHeaderAt(0);
        }

        int leading = preamble + (isHeader ? 1 : 0);
        string[][] rows = [.. all.Skip(leading).Where(row => !isHeader || !row.SequenceEqual(all[preamble]))];
        if (rows.Length == 0)
        {
            throw new InvalidInputException(
                table.Path,
                "a table with rows",
                isHeader ? "only a header" : "no rows",
                "Specify a file that contains rows"
            );
        }

        columns = CountColumns(rows, emptyIsZero);
        // A last column that has a name is one, even if it is empty.
        string[] first = all[preamble];
        if (isHeader && first.Length == columns + 1 && first[^1].Length > 0 && rows.All(row => row.Length == first.Length))
            columns++;
        // Rows of a different length are reported with their line when the table is read; the layout is detected without them.
        rows = [.. rows.Where(row => HasColumns(row, columns)).Select(row => Fill(row[..columns], emptyIsZero && !isText))];
        string[]? header = isHeader ? FitHeader(table.Path, records[preamble].Line, all[preamble], rows) : null;
        return new CsvSample(header, rows, columns, whole)
        {
            LeadingRecords = leading,
            EmptyIsZero = emptyIsZero && !isText,
            Findings = [.. Describe(all, preamble, isHeader, emptyIsZero, isText)],
        };

        bool IsNoHeaderBelowPadded() =>
            all.Take(preamble).Any(cells => HasColumns(cells, columns))
            && !CsvHeader.IsHeader(all[preamble], table.Dialect.HasDecimalComma);

        bool IsHeaderAt(int record) => all.Length > 0 && (hasHeader ?? CsvHeader.IsHeader(all[record], table.Dialect.HasDecimalComma));
    }

    private static IEnumerable<string> Describe(string[][] records, int preamble, bool isHeader, bool emptyIsZero, bool isText)
    {
        if (preamble > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"skipped: {preamble} line{(preamble == 1 ? "" : "s")} above the table"
            );
        yield return $"header: {(isHeader ? "one line" : "none")}";
        if (isHeader && CsvHeader.IsMadeUnique(records[preamble]))
            yield return $"header: the names are numbers that a tool made unique, probably the first {(isText ? "row" : "image")}, which is lost";
        if (emptyIsZero && !isText)
            yield return "empty cells: read as 0";
    }

    private static List<(long Line, string[] Cells)> ReadRecords(TableFile table, bool isText, out bool whole)
    {
        using CsvRecords records = isText ? CsvRecords.OpenAsText(table) : CsvRecords.Open(table);
        List<(long, string[])> sample = [];
        int cells = 0;
        while (records.Read())
        {
            whole = false;
            if (sample.Count > MaximumRows || (cells > MaximumCells && sample.Count > MinimumRows))
                return sample;
            string[] row = records.Cells();
            sample.Add((records.Line, row));
            cells += row.Length;
        }

        whole = true;
        return sample;
    }

    // A zero in each row at most may be the label.
    private static bool HasBlankCellsForZeros(string[][] records)
    {
        long cells = records.Sum(record => (long)record.Length);
        long empty = records.Sum(record => (long)record.Count(cell => cell.Length == 0));
        return empty >= cells * ManyEmptyCells && records.Sum(record => record.Count(cell => cell == "0")) <= records.Length;
    }

    // The most frequent length, so that the row that deviates is the one reported.
    private static int CountColumns(string[][] rows, bool emptyIsZero)
    {
        int length = rows.CountBy(row => row.Length).MaxBy(pair => pair.Value).Key;
        bool hasTrailingDelimiter = length > 1 && !emptyIsZero && rows.All(row => row.Length != length || row[^1].Length == 0);
        return hasTrailingDelimiter ? length - 1 : length;
    }

    // A title, a date of export, a comment, a size: few cells, and not numbers in all columns. Tables of text may have few columns.
    private static bool IsAboveTable(string[] cells, int columns, bool emptyIsZero, bool isText)
    {
        string[] filled = [.. cells.Where(cell => cell.Length > 0)];
        int words = filled.Count(cell => !CellParser.TryParse(cell, decimalComma: true, out _));
        bool isPadded = HasColumns(cells, columns);
        bool areFew = filled.Length * 2 < columns || (isText && cells.Length < columns && filled.Length <= 1);
        return (isText || columns >= MinimumColumnsBelowPreamble)
            && areFew
            && (!isPadded || (words > 0 && words * 2 >= filled.Length && !emptyIsZero));
    }

    private static bool HasColumns(string[] row, int columns) =>
        row.Length == columns || (row.Length == columns + 1 && row[^1].Length == 0);

    private static string[] Fill(string[] row, bool emptyIsZero) =>
        emptyIsZero ? [.. row.Select(cell => cell.Length == 0 ? "0" : cell)] : row;

    private static string[] FitHeader(string path, long line, string[] header, string[][] rows)
    {
        int columns = rows[0].Length;
        if (HasColumns(header, columns))
            return header[..columns];
        // R's write.table names the rows, but not their column.
        if (header.Length == columns - 1 && AreRowNames([.. rows.Select(row => row[0])]))
            return [RowNames, .. header];
        throw new InvalidInputException(
            $"{path}, line {line}",
            $"{columns} names in the header, one per cell of a row",
            $"{header.Length}",
            header.Length == 1 && columns > 2 ? "Remove the lines above the header" : "Make the header and all rows the same length"
        );
    }

    private static bool AreRowNames(string[] cells)
    {
        ColumnProfile profile = ColumnProfile.Of(cells, decimalComma: false);
        return profile.CountsRows
            || (cells.Length > 1 && profile.Distinct == cells.Length && (profile.IsText || cells.Length > MaximumClassRun));
    }
}
