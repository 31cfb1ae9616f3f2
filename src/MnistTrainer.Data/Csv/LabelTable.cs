using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A table of labels only, one in each row: in its only column, beside one that numbers the rows, or one-hot.</summary>
/// <param name="Cells">The label of each row.</param>
/// <param name="Ids">What numbers the rows; null where nothing does.</param>
/// <param name="Origin">Where in the table the labels are.</param>
internal sealed record LabelTable(List<string> Cells, List<string>? Ids, string Origin)
{
    /// <summary>Reads a table.</summary>
    /// <param name="file">The file.</param>
    /// <param name="count">The number of images.</param>
    /// <param name="options">Load options; the label column is that of this table.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <exception cref="InvalidInputException">It has other columns, another number of rows, or a row without a label.</exception>
    public static LabelTable Read(DataFile file, int count, LoadOptions options, CancellationToken cancellation)
    {
        var table = TableFile.Open(file, options with { Shape = null, SkippedColumns = [] }, cancellation, out _);
        var sample = CsvSample.Read(table, options.HasHeader);
        int[] columns = [.. Enumerable.Range(0, sample.Columns)];
        int? id = columns.Length == 2 ? IdOf(sample, table) : null;
        OneHotColumns? oneHot =
            columns.Length < 3 || options.LabelColumn is not null ? null
            : sample.Header is not null ? OneHotColumns.FindNamed(sample, columns)
            : OneHotColumns.AreAll(sample, columns) ? new OneHotColumns(columns, [.. columns.Select(column => $"{column}")])
            : null;
        int? label =
            options.LabelColumn is string wanted
                ? new ColumnSelection(file.Path, sample.Header, sample.Columns).Find(wanted, nameof(LoadOptions.LabelColumn))
            : columns.Length == 1 ? 0
            : id is int numbers ? 1 - numbers
            : sample.Header is null ? null
            : CsvHeader.FindLabel(sample.Header);
        if (label is null && oneHot is null)
        {
            throw new InvalidInputException(
                file.Path,
                "a table of labels: one column, or one beside that of ids, or one-hot",
                $"{columns.Length} columns",
                "Specify which column is the label, or delete the others"
            )
            {
                Option = nameof(LoadOptions.LabelColumn),
            };
        }

        List<string> cells = [];
        List<string>? ids = id is null ? null : [];
        using var records = CsvRecords.Open(table);
        records.Skip(sample.LeadingRecords);
        while (records.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            string place = $"{file.Path}, line {records.Line}";
            cells.Add(label is int column && oneHot is null ? LabelOf(records, column, place) : ClassOf(records, oneHot!, place));
            ids?.Add(records.Text(id!.Value));
        }

        // Pandas calls a column without a name 0.
        if (sample.Header is null && cells.Count == count + 1 && cells[0] == "0")
        {
            cells.RemoveAt(0);
            ids?.RemoveAt(0);
        }

        return cells.Count == count
            ? new LabelTable(cells, ids, oneHot is null ? $"column {CsvLayout.NameOf(sample.Header, label!.Value)}" : "one-hot columns")
            : throw new InvalidInputException(
                file.Path,
                $"{count} labels, one for each image of the other table",
                $"{cells.Count}",
                "Put tables of the same rows next to each other"
            );
    }

    private static int? IdOf(CsvSample sample, TableFile table) =>
        sample.Header is string[] names && names.Count(CsvHeader.IsIndex) == 1 ? Array.FindIndex(names, CsvHeader.IsIndex)
        : ColumnProfile.Of(sample.Column(0), table.Dialect.HasDecimalComma).CountsRows ? 0
        : null;

    private static string LabelOf(CsvRecords records, int column, string place) =>
        ClassIndex.Checked(column < records.Count ? records.Text(column) : "", place);

    private static string ClassOf(CsvRecords records, OneHotColumns oneHot, string place)
    {
        int?[] bits = [.. oneHot.Columns.Select(column => column < records.Count ? OneHotColumns.ParseBit(records.Text(column)) : null)];
        return !bits.Contains(null) && bits.Sum() == 1
            ? oneHot.Classes[Array.IndexOf(bits, 1)]
            : throw new InvalidInputException(place, "one-hot labels, zeros and a single 1", "another row", "Correct the row");
    }
}
