using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The rows of a table as text, one after another: those of its file, or of its files in their order, which have the same columns.</summary>
internal sealed class TextRows : IDisposable
{
    private const int BitsOfLine = 40;

    private readonly IReadOnlyList<DataFile> _files;
    private readonly TableOptions _options;
    private readonly long? _memory;
    private readonly CancellationToken _cancellation;
    private readonly string _first;
    private readonly CsvDialect _dialect;
    private readonly IReadOnlyList<string>? _kinds;
    private readonly IEnumerable<string> _findings;
    private readonly List<string> _others = [];
    private TableFileRows? _rows;
    private int _file;
    private int _withoutRows;
    private int _withoutHeader;
    private int _repeated;

    private TextRows(
        string path,
        IReadOnlyList<DataFile> files,
        DataFile first,
        TableFileRows rows,
        TableOptions options,
        long? memory,
        CancellationToken cancellation
    )
    {
        (Path, _files, _options, _memory, _cancellation) = (path, files, options, memory, cancellation);
        (_first, _dialect, _kinds, _findings) = (first.Name, rows.Dialect, rows.Kinds, rows.Findings);
        (HasHeader, HasValues, IsJson) = (rows.HasHeader, rows.HasValues, rows.IsJson);
        // Other files of JSON may have texts where the first has numbers.
        Columns = IsJson && files.Count > 1 ? [.. rows.Columns.Select(column => new TextColumn(column.Name, column.Header))] : rows.Columns;
        FileNames = [.. files.Select(file => file.Name)];
        if (files.Count == 1)
            _rows = rows;
        else
            rows.Dispose();
    }

    /// <summary>The file or the folder, for messages.</summary>
    public string Path { get; }

    /// <summary>The names of the files, in the order of their rows.</summary>
    public ImmutableArray<string> FileNames { get; }

    /// <summary>The columns, without cells.</summary>
    public ImmutableArray<TextColumn> Columns { get; }

    /// <summary>Whether the columns have names of their own.</summary>
    public bool HasHeader { get; }

    /// <summary>Whether semicolons separate cells, as spreadsheets write them where the decimal mark is a comma.</summary>
    public bool HasSemicolons => _dialect.Delimiter == ';';

    /// <summary>Whether rows are the values of JSON or of Parquet, which are not in lines of their own.</summary>
    public bool HasValues { get; }

    /// <summary>Whether rows are the values of JSON.</summary>
    public bool IsJson { get; }

    /// <summary>What was detected; complete once all rows have been read.</summary>
    public IEnumerable<string> Findings
    {
        get
        {
            string[] repeated = _repeated == 0 ? [] : [$"header: repeated in {_repeated} row{(_repeated == 1 ? "" : "s")}, skipped"];
            if (_files.Count == 1)
                return [.. _findings, .. repeated];
            string empty = _withoutRows == 0 ? "" : $", {_withoutRows} of them without rows";
            string header = $"header: none in {_withoutHeader} of the files, whose columns are those of {_first} by their numbers";
            return
            [
                .. _findings,
                $"files: {_files.Count}, from {FileNames[0]} to {FileNames[^1]}{empty}",
                .. TableFiles.FindGaps(FileNames) is string gaps ? [$"files: none numbered {gaps}"] : Array.Empty<string>(),
                .. _withoutHeader == 0 ? Array.Empty<string>() : [header],
                .. _others,
                .. repeated,
            ];
        }
    }

    /// <summary>The number of rows read.</summary>
    public long Count { get; private set; }

    /// <summary>Where the current row is: the number of its file, and its line in it (<see cref="FileOf"/>, <see cref="LineOf"/>).</summary>
    public long Place => ((long)_file << BitsOfLine) | (HasValues ? _rows!.Count : _rows!.Line);

    /// <summary>The fraction read, from 0 to 1.</summary>
    public double FractionRead => (_file + (_rows?.FractionRead ?? 0)) / _files.Count;

    /// <summary>The number of a file, from 0, in a place.</summary>
    public static int FileOf(long place) => (int)(place >> BitsOfLine);

    /// <summary>The line, or the number of the value, from 1, in a place.</summary>
    public static long LineOf(long place) => place & ((1L << BitsOfLine) - 1);

    /// <summary>Opens a table.</summary>
    /// <param name="path">The file or the folder, for messages.</param>
    /// <param name="files">Its files.</param>
    /// <param name="options">What is known about it.</param>
    /// <param name="cancellation">Cancels the look at the whole of its text.</param>
    /// <param name="memory">The memory for a group of rows of Parquet, in bytes; null for any. Default: null.</param>
    /// <exception cref="InvalidInputException">A file cannot be read, is no table, or repeats a name in its header.</exception>
    public static TextRows Open(
        string path,
        IReadOnlyList<DataFile> files,
        TableOptions options,
        CancellationToken cancellation,
        long? memory = null
    )
    {
        (DataFile first, TableOptions known) = files.Count == 1 ? (files[0], options) : FirstWithRows(path, files, options);
        return new TextRows(path, files, first, TableFileRows.Open(first, known, cancellation, memory), options, memory, cancellation);
    }

    /// <summary>Reads the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidInputException">It has another length, its file has other columns, or the table has no rows.</exception>
    public bool Read()
    {
        while (_file < _files.Count)
        {
            _rows ??= OpenNext(_files[_file]);
            if (_rows?.Read() == true)
            {
                Count++;
                return true;
            }

            _repeated += _rows?.Repeated ?? 0;
            _rows?.Dispose();
            _rows = null;
            _file++;
        }

        return Count > 0 ? false : throw WithoutRows(Path, _files);
    }

    /// <summary>A cell of the current row.</summary>
    public string Text(int column) => _rows!.Text(column);

    /// <summary>The size of cells of the current row in UTF-8.</summary>
    public long BytesOf(IEnumerable<int> columns) => columns.Sum(column => (long)Cell(column).Length);

    /// <summary>A cell of the current row in UTF-8. Valid until the next row is read.</summary>
    public ReadOnlySpan<byte> Cell(int column) => _rows!.Cell(column);

    /// <inheritdoc/>
    public void Dispose() => _rows?.Dispose();

    // A file may have a header alone, or nothing, where a program divided few rows among many files.
    private static (DataFile File, TableOptions Options) FirstWithRows(string path, IReadOnlyList<DataFile> files, TableOptions options)
    {
        (DataFile File, string[] Cells)? some = null;
        bool areRows = options.HasHeader == false;
        foreach (DataFile file in files)
        {
            (int count, string[] first) = FirstOf(file);
            if (count > 1)
                return (file, options);
            if (count == 0)
                continue;
            some ??= (file, first);
            areRows |= IsRow(first) || !first.SequenceEqual(some.Value.Cells);
        }

        return some is (DataFile only, string[] cells) && areRows
            ? (only, IsRow(cells) ? options with { HasHeader = options.HasHeader ?? false } : options)
            : throw WithoutRows(path, files);

        (int Count, string[] First) FirstOf(DataFile file)
        {
            try
            {
                return TableFileRows.CountFirst(file, options, most: 2);
            }
            catch (InvalidInputException) when (DamagedFiles.Find(path, files, options) is InvalidInputException all)
            {
                throw all;
            }
        }
    }

    private static InvalidInputException WithoutRows(string path, IReadOnlyList<DataFile> files) =>
        new(path, "a table with rows", $"none in its {files.Count} files", "Specify a file that contains rows");

    // Nothing is below a single row, but names are no numbers.
    private static bool IsRow(string[] single) => Array.Exists(single, NumberFormat.IsNumber);

    // Null for a file without rows.
    private TableFileRows? OpenNext(DataFile file)
    {
        string[] names = [.. Columns.Select(column => column.Header ?? "")];
        (int count, string[] first) = TableFileRows.CountFirst(file, _options, most: 2);
        bool isHeader = HasHeader && first.Take(names.Length).Select(CanonicalText.Of).SequenceEqual(names);
        if (count == 0 || (count == 1 && isHeader))
        {
            _withoutRows++;
            return null;
        }

        TableOptions options =
            isHeader ? _options with { HasHeader = true }
            : count == 1 && IsRow(first) ? _options with { HasHeader = _options.HasHeader ?? false }
            : _options;
        var rows = TableFileRows.Open(file, options, _cancellation, _memory);
        try
        {
            Check(file, rows);
        }
        catch
        {
            rows.Dispose();
            throw;
        }

        if (HasHeader && !rows.HasHeader)
            _withoutHeader++;
        return rows;
    }

    private void Check(DataFile file, TableFileRows rows)
    {
        if (rows.HasValues != HasValues || rows.IsJson != IsJson)
            throw Other(file.Path, $"the format of {_first}", rows.Format);
        if (rows.Dialect.Delimiter != _dialect.Delimiter)
            throw Other(
                file.Path,
                $"cells that are separated as in {_first}",
                rows.Findings.FirstOrDefault(line => line.StartsWith("delimiter", StringComparison.Ordinal)) ?? "another format"
            );
        if (rows.HasHeader && !HasHeader)
            throw Other(
                file.Path,
                $"no header, as in {_first}",
                $"the names {string.Join(", ", rows.Columns.Take(3).Select(column => column.Name))}",
                nameof(TableOptions.HasHeader)
            );
        for (int column = 0; column < Math.Max(Columns.Length, rows.Columns.Length); column++)
            Check(file, rows, column);
        if (rows.Dialect.Findings is [string encoding, ..] && encoding != _dialect.Findings[0])
            _others.Add($"{encoding}, in {file.Name}");
    }

    private void Check(DataFile file, TableFileRows rows, int column)
    {
        string place = string.Create(CultureInfo.InvariantCulture, $"{file.Path}, column {column + 1}");
        string? name = column < Columns.Length ? Columns[column].Name : null,
            other = column < rows.Columns.Length ? rows.Columns[column].Name : null;
        if (name is null || other is null || (rows.HasHeader && name != other))
            throw Other(
                place,
                name is null ? $"no more columns than in {_first}" : $"the column {name}, as in {_first}",
                other ?? "none",
                rows.HasHeader && _kinds is null ? nameof(TableOptions.HasHeader) : null
            );
        if (_kinds is not null && rows.Kinds![column] != _kinds[column])
            throw Other($"{place} ({name})", $"{_kinds[column]}, as in {_first}", rows.Kinds[column]);
    }

    private static InvalidInputException Other(string place, string expected, string found, string? option = null) =>
        new(place, expected, found, "Write all files of the table in the same way, or put those of another into a folder of its own")
        {
            Option = option,
        };
}
