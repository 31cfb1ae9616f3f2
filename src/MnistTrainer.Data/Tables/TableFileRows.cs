using System.Collections.Immutable;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The rows of a file as text, one after another: CSV in any dialect, ARFF, JSON or Parquet. Each has as many cells as there are columns.</summary>
internal sealed class TableFileRows : IDisposable
{
    private readonly TableFile _source;
    private readonly CsvRecords _records;
    private readonly byte[][]? _header;
    private readonly List<string> _findings = [];

    private TableFileRows(string path, TableFile source, CsvSample sample)
    {
        (Path, _source) = (path, source);
        Columns =
        [
            .. ColumnNames
                .ColumnsOf(sample)
                .Select(
                    (column, place) =>
                        new TextColumn(column.Name, column.Header) { HasDecimalPoints = source.Format?.HasDecimalPoints(place) ?? false }
                ),
        ];
        HasHeader = sample.Header is not null;
        HasValues = source.Format is JsonRows or ParquetRows;
        if (source.Format is TextFormat format)
            _findings.Add($"format: {format.Name}");
        _findings.AddRange([.. source.Dialect.Findings, .. source.Format?.Findings ?? []]);
        if (!HasValues)
            _findings.AddRange(sample.Findings);
        _findings.AddRange(ColumnNames.Repeated(Columns).Select(names => $"header: {ColumnNames.Describe(names)}"));
        _header = HasValues || sample.Header is null ? null : Array.ConvertAll(sample.Header, Encoding.UTF8.GetBytes);
        _records = CsvRecords.OpenAsText(source);
        _records.Skip(sample.LeadingRecords);
        // A row of missing values is a row: predictions are counted by rows.
        _records.KeepsEmptyCells = Columns.Length > 1;
    }

    /// <summary>The file, for messages.</summary>
    public string Path { get; }

    /// <summary>The columns, without cells.</summary>
    public ImmutableArray<TextColumn> Columns { get; }

    /// <summary>Whether the columns have names of their own.</summary>
    public bool HasHeader { get; }

    /// <summary>What separates cells, and how the text is encoded.</summary>
    public CsvDialect Dialect => _source.Dialect;

    /// <summary>What the columns of Parquet hold, in words; null for text, which does not state it.</summary>
    public IReadOnlyList<string>? Kinds => (_source.Format as ParquetRows)?.Kinds;

    /// <summary>Whether rows are the values of JSON or of Parquet, which are not in lines of their own.</summary>
    public bool HasValues { get; }

    /// <summary>The format in words, for messages.</summary>
    public string Format => _source.Format?.Name ?? "text";

    /// <summary>Whether rows are the values of JSON.</summary>
    public bool IsJson => _source.Format is JsonRows;

    /// <summary>What was detected before the rows were read.</summary>
    public IEnumerable<string> Findings => _findings;

    /// <summary>How many rows so far have repeated the header, and were skipped.</summary>
    public int Repeated { get; private set; }

    /// <summary>The number of rows read.</summary>
    public long Count { get; private set; }

    /// <summary>The line of the current row, from 1.</summary>
    public long Line => _records.Line;

    /// <summary>The fraction read, from 0 to 1.</summary>
    public double FractionRead => _records.FractionRead;

    /// <summary>Opens a table.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">What is known about it.</param>
    /// <param name="cancellation">Cancels the look at the whole of its text.</param>
    /// <param name="memory">The memory for a group of rows of Parquet, in bytes; null for any. Default: null.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, is no table, or repeats a name in its header.</exception>
    public static TableFileRows Open(DataFile file, TableOptions options, CancellationToken cancellation, long? memory = null)
    {
        string path = file.Path;
        file = SourceFile.Unpack(file);
        LoadOptions known = KnownOf(options, memory);
        TableFile source = SourceFile.IsParquet(file)
            ? TableFile.Of(file, ParquetRows.Open(file, memory), known)
            : TableFile.Open(file, known, cancellation, out _);
        if (
            options.HasHeader == false
            && source.Format is (JsonRows or ParquetRows) and { Name: string name } values
            && values.Complete(known).HasHeader == true
        )
            throw new InvalidInputException(
                path,
                "the names of its columns, which the file has",
                $"{name} stated to have none",
                "Leave that out"
            )
            {
                Option = nameof(TableOptions.HasHeader),
            };
        var sample = TableHeader.ReadSample(source, isText: true);
        if (sample.Columns > TextTable.MaximumColumns)
            throw new InvalidInputException(
                path,
                $"a table of at most {TextTable.MaximumColumns} columns",
                $"{sample.Columns}",
                "Leave columns out of the file"
            );
        return new TableFileRows(path, source, sample);
    }

    /// <summary>Counts the rows at the beginning of a file, its header among them.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">What is known about it.</param>
    /// <param name="most">The number to count to.</param>
    /// <returns>The number, and the cells of the first row.</returns>
    /// <exception cref="InvalidInputException">The file cannot be read, or is no table.</exception>
    public static (int Count, string[] First) CountFirst(DataFile file, TableOptions options, int most)
    {
        if (IsEmpty(file))
            return (0, []);
        file = SourceFile.Unpack(file);
        // The footer has both, and a group of rows may be larger than memory.
        if (SourceFile.IsParquet(file))
        {
            using var parquet = ParquetFile.Open(file);
            return ((int)Math.Min(most, parquet.Rows + 1), [.. parquet.Fields.Select(ParquetLayout.NameOf)]);
        }

        using var records = CsvRecords.OpenAsText(TableFile.Open(file, KnownOf(options, memory: null)));
        string[] first = [];
        int count = 0;
        while (count < most && records.Read())
        {
            if (count++ == 0)
                first = records.Cells();
        }

        return (count, first);
    }

    /// <summary>Reads the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidInputException">It has another length, or the table has no rows.</exception>
    public bool Read()
    {
        while (_records.Read())
        {
            if (!_records.HasColumns(Columns.Length))
            {
                throw new InvalidInputException(
                    HasValues ? $"{Path}, value {Count + 1}" : $"{Path}, line {_records.Line}",
                    $"{Columns.Length} cells, as other rows have",
                    $"{_records.Count}",
                    Array.Exists(_records.Cells(), cell => cell.Contains(_source.Dialect.Delimiter, StringComparison.Ordinal))
                        ? "Complete the row, or correct its quotes"
                        : "Complete the row, delete it if it is a remark, or quote cells that contain the delimiter"
                );
            }

            if (IsHeader())
            {
                Repeated++;
                continue;
            }

            Count++;
            return true;
        }

        return Count > 0
            ? false
            : throw new InvalidInputException(Path, "a table with rows", "only a header", "Specify a file that contains rows");
    }

    /// <summary>A cell of the current row.</summary>
    public string Text(int column) => _records.Text(column);

    /// <summary>A cell of the current row in UTF-8. Valid until the next row is read.</summary>
    public ReadOnlySpan<byte> Cell(int column) => _records.Cell(column);

    /// <inheritdoc/>
    public void Dispose() => _records.Dispose();

    private static bool IsEmpty(DataFile file)
    {
        using InputFile input = InputFile.Open(file);
        try
        {
            return input.Content.Read(new byte[1]) == 0;
        }
        catch (InvalidDataException e)
        {
            throw input.Damaged(e);
        }
    }

    private static LoadOptions KnownOf(TableOptions options, long? memory) =>
        new()
        {
            LabelsRequired = false,
            HasHeader = options.HasHeader,
            Encoding = options.Encoding,
            AreRows = true,
            ConversionMemory = memory,
        };

    private bool IsHeader()
    {
        for (int column = 0; column < _header?.Length; column++)
        {
            if (!_records.Cell(column).SequenceEqual(_header[column]))
                return false;
        }

        return _header is not null;
    }
}
