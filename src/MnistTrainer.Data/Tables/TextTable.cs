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

    private static readonly string[] Noted = ["skipped:", "header:", "files: none numbered", "members:"];
    private static readonly string[] Usual = ["header: one line", "header: none"];

    private readonly List<long> _places = [];
    private readonly List<string> _findings = [];
    private readonly int _counted;
    private readonly int[] _read;

    private TextTable(string path, ImmutableArray<TextColumn> columns, bool hasHeader, IEnumerable<int>? read = null) =>
        (Path, Columns, HasHeader, _read) = (path, columns, hasHeader, [.. read ?? Enumerable.Range(0, columns.Length)]);

    /// <summary>A table whose rows are not in memory: columns are counted (<see cref="ColumnTally"/>), or have names alone.</summary>
    internal TextTable(string path, ImmutableArray<TextColumn> columns, bool hasHeader, int count, IEnumerable<string> findings)
        : this(path, columns, hasHeader)
    {
        _counted = count;
        _findings.AddRange(findings);
    }

    /// <summary>A part of the rows of a table.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="read">The columns whose cells are read. Default: null, for all.</param>
    internal TextTable(TextRows rows, IEnumerable<int>? read = null)
        : this(rows.Path, [.. rows.Columns.Select(column => column.Empty)], rows.HasHeader, read)
    {
        HasSemicolons = rows.HasSemicolons;
        HasValues = rows.HasValues;
        FileNames = rows.FileNames;
    }

    /// <summary>The file or the folder of files, for messages.</summary>
    public string Path { get; }

    /// <summary>The file or the folder without the folder that holds it.</summary>
    public string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path));

    /// <summary>The columns, in the order of the file.</summary>
    public ImmutableArray<TextColumn> Columns { get; }

    /// <summary>Whether the columns have names of their own.</summary>
    public bool HasHeader { get; }

    /// <summary>Whether semicolons separate cells, as spreadsheets write them where the decimal mark is a comma.</summary>
    internal bool HasSemicolons { get; init; }

    /// <summary>Whether rows are the values of JSON or of Parquet, which are not in lines of their own.</summary>
    internal bool HasValues { get; init; }

    /// <summary>The names of the files that the rows are in, which messages name where there are several. Default: none.</summary>
    internal ImmutableArray<string> FileNames { get; init; } = [];

    /// <summary>The number of rows.</summary>
    public int Count => Math.Max(_counted, _places.Count);

    /// <summary>What was detected, one short line each: <c>delimiter: semicolon</c>.</summary>
    public IReadOnlyList<string> Findings => _findings;

    /// <summary>Those of <see cref="Findings"/> that a user should know without asking: rows, names or files that are not as they seem.</summary>
    internal IEnumerable<string> Notes => NotesAmong(Findings);

    /// <summary>Reads a table.</summary>
    /// <param name="path">
    /// The file; <c>-</c> for the standard input; or a folder of files with the same columns whose names differ in numbers alone, which are read in the order of these numbers.
    /// </param>
    /// <param name="options">What is known about it. Default: nothing.</param>
    /// <param name="progress">Receives the fraction read, from 0 to 1.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <exception cref="InvalidInputException">
    /// The file cannot be read, is no table, repeats a name in its header, or has a row of another length; the message names the line.
    /// </exception>
    /// <exception cref="OperationCanceledException">Reading was canceled.</exception>
    public static TextTable Load(
        string path,
        TableOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Load(path, TableFiles.Of(path, cancellation), options ?? new TableOptions(), progress, cancellation);
    }

    /// <summary>Reads a table whose header is known, and which may have no rows: it is then no table otherwise.</summary>
    /// <param name="path">The file; <c>-</c> for the standard input.</param>
    /// <param name="header">The header of a table without rows.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <returns>The table, whose header may be another; null if the file has the header alone.</returns>
    /// <exception cref="InvalidInputException">The file cannot be read, or is no table, as by <see cref="Load(string, TableOptions?, IProgress{double}?, CancellationToken)"/>.</exception>
    /// <exception cref="OperationCanceledException">Reading was canceled.</exception>
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
    internal static TextTable Load(DataFile file, TableOptions options, IProgress<double>? progress, CancellationToken cancellation) =>
        Load(file.Path, [file], options, progress, cancellation);

    private static TextTable Load(
        string path,
        IReadOnlyList<DataFile> files,
        TableOptions options,
        IProgress<double>? progress,
        CancellationToken cancellation
    )
    {
        using var rows = TextRows.Open(path, files, options, cancellation);
        TextTable table = new(rows);
        while (rows.Read())
        {
            if (table.Count % 1024 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(rows.FractionRead);
            }

            if ((long)(table.Count + 1) * table.Columns.Length > MaximumCells)
                throw new InvalidInputException(table.Path, $"at most {MaximumCells} cells", "more", "Use fewer rows or columns");
            table.Add(rows);
        }

        table._findings.AddRange(rows.Findings);
        return table;
    }

    /// <summary>Those of what was detected in a table that a user should know without asking.</summary>
    internal static IEnumerable<string> NotesAmong(IEnumerable<string> findings) =>
        findings.Where(line =>
            Array.Exists(Noted, start => line.StartsWith(start, StringComparison.Ordinal)) && !Array.Exists(Usual, line.Equals)
        );

    /// <summary>The same table, without what was counted of its cells.</summary>
    internal TextTable WithoutTexts() =>
        new(Path, [.. Columns.Select(column => column.Empty)], HasHeader, Count, Findings)
        {
            HasSemicolons = HasSemicolons,
            HasValues = HasValues,
            FileNames = FileNames,
        };

    /// <summary>Adds the current row of a table.</summary>
    internal void Add(TextRows rows)
    {
        foreach (int column in _read)
            Columns[column].Add(rows.Text(column));
        _places.Add(rows.Place);
    }

    /// <summary>The line of a row in its file, from 1.</summary>
    /// <param name="row">From 0.</param>
    public long Line(int row) => TextRows.LineOf(_places[row]);

    /// <summary>Where a row is in the file, for messages: <c>line 3</c>.</summary>
    /// <param name="row">From 0.</param>
    internal string PlaceOf(int row) => Place(_places[row]);

    /// <summary>Where the first cell with a text is in the file, for messages.</summary>
    /// <param name="column">The column.</param>
    /// <param name="text">The text's place among those of the column.</param>
    internal string PlaceOf(TextColumn column, int text) =>
        column.Tally is ColumnTally tally ? Place(tally.FirstPlaceOf(text)) : PlaceOf(column.FirstRowOf(text));

    /// <summary>Finds a column by its name; null if there is none.</summary>
    internal TextColumn? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);

    private string Place(long place)
    {
        string line = $"{(HasValues ? "value" : "line")} {TextRows.LineOf(place)}";
        return FileNames.Length > 1 ? $"{FileNames[TextRows.FileOf(place)]}, {line}" : line;
    }
}
