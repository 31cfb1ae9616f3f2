using System.Collections.Immutable;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A table as text: CSV in any dialect, ARFF, JSON or Parquet, plain, gzipped or alone in an archive. Nothing is decided about its columns.</summary>
public sealed class TextTable
{
    /// <summary>The most cells of a table.</summary>
    public const int MaximumCells = 1 << 28;

    /// <summary>The most columns of a table.</summary>
    public const int MaximumColumns = 1 << 14;

    // A byte order mark and line ends.
    private const int MaximumAroundHeader = 8;

    private readonly List<long> _lines = [];
    private readonly List<string> _findings = [];

    private TextTable(string path, ImmutableArray<TextColumn> columns, bool hasHeader) =>
        (Path, Columns, HasHeader) = (path, columns, hasHeader);

    /// <summary>The file, for messages.</summary>
    public string Path { get; }

    /// <summary>The file without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The columns, in the order of the file.</summary>
    public ImmutableArray<TextColumn> Columns { get; }

    /// <summary>Whether the columns have names of their own.</summary>
    public bool HasHeader { get; }

    /// <summary>Whether semicolons separate cells, as spreadsheets write them where the decimal mark is a comma.</summary>
    internal bool HasSemicolons { get; private init; }

    /// <summary>Whether rows are the values of JSON or of Parquet, which are not in lines of their own.</summary>
    internal bool HasValues { get; private init; }

    /// <summary>The number of rows.</summary>
    public int Count => _lines.Count;

    /// <summary>What was detected, one short line each: <c>delimiter: semicolon</c>.</summary>
    public IReadOnlyList<string> Findings => _findings;

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file; <c>-</c> for the standard input.</param>
    /// <param name="options">What is known about it. Default: nothing.</param>
    /// <param name="progress">Receives the fraction read, from 0 to 1.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <exception cref="InvalidInputException">
    /// The file cannot be read, is no table, repeats a name in its header, or has a row of another length; the message names the line.
    /// </exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public static TextTable Load(
        string path,
        TableOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Load(DataFile.OnDisk(path, cancellation), options ?? new TableOptions(), progress, cancellation);
    }

    /// <summary>Reads a table whose header is known, and which may have no rows: it is then no table otherwise.</summary>
    /// <param name="path">The file; <c>-</c> for the standard input.</param>
    /// <param name="header">The header of a table without rows.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <returns>The table, whose header may be another; null if the file has the header alone.</returns>
    /// <exception cref="InvalidInputException">The file cannot be read, or is no table, as by <see cref="Load(string, TableOptions?, IProgress{double}?, CancellationToken)"/>.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public static TextTable? LoadUnder(string path, string header, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(header);
        // One file for both, since it holds what comes through a pipe.
        var file = DataFile.OnDisk(path, cancellation);
        return HasOnly(header, file) ? null : Load(file, new TableOptions { HasHeader = true }, null, cancellation);
    }

    private static bool HasOnly(string header, DataFile file)
    {
        byte[] start = new byte[Encoding.UTF8.GetByteCount(header) + MaximumAroundHeader + 1];
        using InputFile input = InputFile.Open(file);
        int count = input.Content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        using StreamReader reader = new(new MemoryStream(start, 0, count));
        return count < start.Length && reader.ReadToEnd().Trim() == header;
    }

    /// <inheritdoc cref="Load(string, TableOptions?, IProgress{double}?, CancellationToken)"/>
    internal static TextTable Load(DataFile file, TableOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        string path = file.Path;
        file = SourceFile.Unpack(file);
        LoadOptions known = new()
        {
            LabelsRequired = false,
            HasHeader = options.HasHeader,
            Encoding = options.Encoding,
            AreRows = true,
        };
        TableFile source = SourceFile.IsParquet(file)
            ? TableFile.Of(file, ParquetRows.Open(file), known)
            : TableFile.Open(file, known, cancellation, out _);
        var sample = TableHeader.ReadSample(source, isText: true);
        if (sample.Columns > MaximumColumns)
            throw new InvalidInputException(
                path,
                $"a table of at most {MaximumColumns} columns",
                $"{sample.Columns}",
                "Leave columns out of the file"
            );
        TextTable table = new(path, ColumnNames.ColumnsOf(sample), sample.Header is not null)
        {
            HasSemicolons = source.Dialect.Delimiter == ';',
            HasValues = source.Format is JsonRows or ParquetRows,
        };
        if (source.Format is TextFormat format)
            table._findings.Add($"format: {format.Name}");
        table._findings.AddRange([.. source.Dialect.Findings, .. source.Format?.Findings ?? []]);
        if (!table.HasValues)
            table._findings.AddRange(sample.Findings);
        table._findings.AddRange(ColumnNames.Repeated(table.Columns).Select(names => $"header: {ColumnNames.Describe(names)}"));
        table.Read(source, sample, progress, cancellation);
        return table;
    }

    /// <summary>The line of a row in the file, from 1.</summary>
    /// <param name="row">From 0.</param>
    public long Line(int row) => _lines[row];

    /// <summary>Where a row is in the file, for messages: <c>line 3</c>.</summary>
    /// <param name="row">From 0.</param>
    internal string PlaceOf(int row) => HasValues ? $"value {row + 1}" : $"line {Line(row)}";

    /// <summary>Finds a column by its name; null if there is none.</summary>
    internal TextColumn? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);

    private void Read(TableFile source, CsvSample sample, IProgress<double>? progress, CancellationToken cancellation)
    {
        using var records = CsvRecords.OpenAsText(source);
        records.Skip(sample.LeadingRecords);
        // A row of missing values is a row: predictions are counted by rows.
        records.KeepsEmptyCells = Columns.Length > 1;
        int repeated = 0;
        while (records.Read())
        {
            if (_lines.Count % 1024 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(records.FractionRead);
            }

            if (!records.HasColumns(Columns.Length))
            {
                throw new InvalidInputException(
                    HasValues ? $"{Path}, value {Count + 1}" : $"{Path}, line {records.Line}",
                    $"{Columns.Length} cells, as other rows have",
                    $"{records.Count}",
                    Array.Exists(records.Cells(), cell => cell.Contains(source.Dialect.Delimiter, StringComparison.Ordinal))
                        ? "Complete the row, or correct its quotes"
                        : "Complete the row, or quote cells that contain the delimiter"
                );
            }

            if ((long)(_lines.Count + 1) * Columns.Length > MaximumCells)
                throw new InvalidInputException(Path, $"at most {MaximumCells} cells", "more", "Use fewer rows or columns");
            string[] cells = records.Cells();
            if (!HasValues && sample.Header is not null && sample.Header.AsSpan().SequenceEqual(cells.AsSpan(0, Columns.Length)))
            {
                repeated++;
                continue;
            }

            for (int column = 0; column < Columns.Length; column++)
                Columns[column].Add(cells[column]);
            _lines.Add(records.Line);
        }

        if (repeated > 0)
            _findings.Add($"header: repeated in {repeated} row{(repeated == 1 ? "" : "s")}, skipped");
        if (Count == 0)
            throw new InvalidInputException(Path, "a table with rows", "only a header", "Specify a file that contains rows");
    }
}
