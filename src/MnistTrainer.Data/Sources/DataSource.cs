using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// A source of labeled images that a user identifies with one string: a named set, a file or a folder. Opening a source only locates its
/// splits; each is read on demand.
/// </summary>
public sealed class DataSource
{
    private readonly SourceSplit? _train;
    private readonly SourceSplit? _test;

    private DataSource(string name, SourceSplits splits)
    {
        Name = name;
        (_train, _test) = splits;
    }

    /// <summary>The display name: <c>mnist</c>, or the name of the file or folder.</summary>
    public string Name { get; }

    /// <summary>The folder of a data set that has the name of this file or folder, which was opened instead; null where there is none.</summary>
    public string? ShadowedSet { get; private set; }

    /// <summary>Locates a source and its splits.</summary>
    /// <param name="source">
    /// A file (a table, an IDX image file next to its label file, NumPy arrays, or a zip or tar archive, which is read as a folder), a folder (IDX
    /// files, <c>train.csv</c> and <c>test.csv</c>, <c>x_train.npy</c> and so on, or images), <c>-</c> for the standard input,
    /// or the name of a set. A file or folder in the current directory takes precedence over a set of the same name
    /// (<see cref="ShadowedSet"/>), except for a program, such as the script that starts this one.
    /// </param>
    /// <param name="locations">The folders to search for named sets. Default: <see cref="DataLocations.Current"/>.</param>
    /// <param name="cancellation">Cancels the listing of folders, now and when a split is read.</param>
    /// <exception cref="InvalidInputException">There is no such source, or the folder contains nothing readable.</exception>
    /// <exception cref="OperationCanceledException">Listing was canceled.</exception>
    public static DataSource Open(string source, DataLocations? locations = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        locations ??= DataLocations.Current;
        bool isPath = IsPath(source);
        string? set = isPath ? null : locations.Find(source);
        bool isHere = source == DiskFile.StandardInput || Directory.Exists(source) || (File.Exists(source) && !IsProgram(source));
        if (!isHere)
            return set is null
                ? throw Unknown(source, isPath, locations)
                : new DataSource(source, SourceFolder.Open(DataFolder.OnDisk(set, cancellation), cancellation));
        bool isShadowed = set is not null && Path.GetFullPath(set) != Path.GetFullPath(source);
        try
        {
            DataSource opened = OpenPath(source, cancellation);
            opened.ShadowedSet = isShadowed ? set : null;
            return opened;
        }
        catch (InvalidInputException e) when (isShadowed)
        {
            throw new InvalidInputException($"{e.Message} The data set {source} is another: {set}.", e);
        }
    }

    /// <summary>Whether a source, or another input file, comes once: through the standard input, or another descriptor of this process, such as a shell's <c>&lt;(…)</c>.</summary>
    /// <param name="source">The source.</param>
    public static bool IsPiped(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return DiskFile.IsDescriptor(source);
    }

    /// <summary>Whether a folder contains data, by the names of its files.</summary>
    internal static bool IsReadable(string folder)
    {
        try
        {
            SourceFolder.Open(DataFolder.OnDisk(folder));
            return true;
        }
        catch (InvalidInputException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether the source has this split. A single table, image file or folder of images has only a training split. A competition's
    /// test table without labels does not count as a test split if labels are required.
    /// </summary>
    /// <exception cref="InvalidInputException">The test table cannot be parsed.</exception>
    public bool Has(DataSplit split, LoadOptions? options = null) => Find(split, options ?? LoadOptions.Default) is not null;

    /// <summary>The split to read where one is wanted: that one, or the other where the source lacks it.</summary>
    /// <exception cref="InvalidInputException">The test table cannot be parsed.</exception>
    public DataSplit SplitFor(DataSplit wanted, LoadOptions? options = null)
    {
        DataSplit other = wanted == DataSplit.Train ? DataSplit.Test : DataSplit.Train;
        return Has(wanted, options) ? wanted : other;
    }

    /// <summary>Reads one split. The other split is not read.</summary>
    /// <returns>The split, named after the source, or null if the source does not have it; see <see cref="Has"/>.</returns>
    /// <exception cref="InvalidInputException">The files are invalid; the message says where.</exception>
    public Dataset? Load(DataSplit split, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= LoadOptions.Default;
        if (Find(split, options) is not SourceSplit part)
            return null;
        Dataset data = part.Load(options, cancellation) with { Name = Name };
        if (options.InColor)
            data = ColorChannels.Report(data);
        string[] ignored = [.. part.Ignored(options).Select(what => $"{what}: specified, but this is no such table, so it has no effect")];
        data = data with { Findings = [.. data.Findings, .. ignored], Notes = [.. data.Notes, .. ignored] };
        return ShadowedSet is null
            ? data
            : data with
            {
                Findings = [.. data.Findings, $"name: read from the current directory, not from the data set in {ShadowedSet}"],
            };
    }

    /// <summary>
    /// Opens one split as a file of rows, for data that do not fit into memory. The file stands beside the source, under its name and <c>.rows</c>. It is written first if it does not
    /// exist, or if the source or the options have changed: what is read is the same as by <see cref="Load"/>, byte for byte, but needs little memory.
    /// </summary>
    /// <param name="split">The split.</param>
    /// <param name="options">Load options; labels are required.</param>
    /// <param name="cancellation">Cancels the conversion, which leaves nothing behind.</param>
    /// <returns>The file, which the caller disposes of; null if the source does not have the split.</returns>
    /// <exception cref="InvalidInputException">
    /// The source is invalid, or is none of CSV of pixels, IDX, Parquet and folders of images; the file cannot be written, or a file of that name is damaged or another.
    /// </exception>
    public RowFile? OpenRows(DataSplit split, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        options = (options ?? LoadOptions.Default) with { LabelsRequired = true };
        if (Find(split, options) is not SourceSplit part)
            return null;
        RowConversion conversion =
            part.ToRows(options, cancellation)
            ?? throw new InvalidInputException(
                Name,
                "a table of pixels as CSV, IDX files, Parquet or a folder of images, which are converted row by row",
                "another format",
                "Convert it to one of these, or train with all of it in memory"
            );
        return conversion.Run(options, cancellation);
    }

    private SourceSplit? Find(DataSplit split, LoadOptions options)
    {
        SourceSplit? part = split == DataSplit.Train ? _train : _test;
        bool isUnlabeledTest = part is not null && split == DataSplit.Test && options.LabelsRequired && !part.HasLabels(options);
        return isUnlabeledTest ? null : part;
    }

    /// <summary>Whether a file in the current directory is a program of that name, and not meant by it.</summary>
    internal static bool IsProgram(string source) => !IsPath(source) && ProgramFile.Is(source);

    private static bool IsPath(string source) =>
        source.AsSpan().ContainsAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) || source is "." or "..";

    private static DataSource OpenPath(string source, CancellationToken cancellation)
    {
        if (!Directory.Exists(source))
            return new DataSource(Path.GetFileName(source), SourceFile.Open(DataFile.OnDisk(source, cancellation)));
        var folder = DataFolder.OnDisk(source, cancellation);
        return new DataSource(folder.Name, SourceFolder.Open(folder, cancellation));
    }

    private static bool IsKnown(string name) => DatasetCatalog.All.Any(set => set.Name == name);

    private static InvalidInputException Unknown(string source, bool isPath, DataLocations locations)
    {
        if (isPath)
            return new InvalidInputException(source, "a file or a folder", "no such file or folder", "Check the path");
        string present = locations.Names.Count == 0 ? "none" : string.Join(", ", locations.Names);
        if (IsKnown(source))
        {
            return new InvalidInputException(
                source,
                $"a downloaded data set (available: {present})",
                "none of this name",
                $"Download it first: mnist download {source}"
            );
        }

        string known = string.Join(", ", DatasetCatalog.All.Select(set => set.Name));
        return new InvalidInputException(
            source,
            $"a file, a folder or the name of a data set (available: {present})",
            "none of these",
            $"Check the name. Sets to download with mnist download NAME: {known}"
        );
    }
}
