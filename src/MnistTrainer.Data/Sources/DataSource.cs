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

    private DataSource(string name, SourceSplit? train, SourceSplit? test)
    {
        Name = name;
        _train = train;
        _test = test;
    }

    /// <summary>The display name: <c>mnist</c>, or the name of the file or folder.</summary>
    public string Name { get; }

    /// <summary>Locates a source and its splits.</summary>
    /// <param name="source">
    /// A file (a table, or an IDX image file next to its label file), a folder (IDX files, <c>train.csv</c> and <c>test.csv</c>, or images)
    /// or the name of a set. A set takes precedence over a file or folder of the same name, such as the script that starts the program;
    /// <c>./name</c> refers to the file or folder.
    /// </param>
    /// <param name="locations">The folders to search for named sets. Default: <see cref="DataLocations.Current"/>.</param>
    /// <exception cref="InvalidInputException">There is no such source, or the folder contains nothing readable.</exception>
    public static DataSource Open(string source, DataLocations? locations = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        locations ??= DataLocations.Current;
        bool isPath = source.AsSpan().ContainsAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) || source is "." or "..";
        if (!isPath && locations.Find(source) is string set)
            return OpenFolder(source, DataFolder.OnDisk(set));
        if (!isPath && IsKnown(source))
            throw Unknown(source, isPath, locations);
        if (File.Exists(source))
            return new DataSource(Path.GetFileName(source), SourceSplit.OfFile(DataFile.OnDisk(source)), null);
        return Directory.Exists(source) ? OpenFolder(DataFolder.OnDisk(source)) : throw Unknown(source, isPath, locations);
    }

    /// <summary>
    /// Whether the source has this split. A single table, image file or folder of images has only a training split. A competition's
    /// test table without labels does not count as a test split if labels are required.
    /// </summary>
    /// <exception cref="InvalidInputException">The test table cannot be parsed.</exception>
    public bool Has(DataSplit split, LoadOptions? options = null) => Find(split, options ?? LoadOptions.Default) is not null;

    /// <summary>Reads one split. The other split is not read.</summary>
    /// <returns>The split, named after the source, or null if the source does not have it; see <see cref="Has"/>.</returns>
    /// <exception cref="InvalidInputException">The files are invalid; the message says where.</exception>
    public Dataset? Load(DataSplit split, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= LoadOptions.Default;
        return Find(split, options) is SourceSplit part ? part.Load(options, cancellation) with { Name = Name } : null;
    }

    private SourceSplit? Find(DataSplit split, LoadOptions options)
    {
        SourceSplit? part = split == DataSplit.Train ? _train : _test;
        bool isUnlabeledTest = part is not null && split == DataSplit.Test && options.LabelsRequired && !part.HasLabels(options);
        return isUnlabeledTest ? null : part;
    }

    private static DataSource OpenFolder(DataFolder folder) => OpenFolder(folder.Name, folder);

    private static DataSource OpenFolder(string name, DataFolder folder) =>
        OpenPair(name, folder, IdxFileNames.FindImages, SourceSplit.Idx)
        ?? OpenPair(name, folder, CsvFileNames.Find, SourceSplit.Csv)
        ?? OpenPair(name, folder, SplitFolders.Find, SourceSplit.Images)
        ?? throw new InvalidInputException(
            folder.Path,
            "IDX files (train-images-idx3-ubyte, …), tables (train.csv and test.csv) or images",
            "none of these",
            "Specify the folder that contains them, or a file"
        );

    private static DataSource? OpenPair<T>(string name, DataFolder folder, Func<DataFolder, DataSplit, T[]> find, Func<T, SourceSplit> open)
        where T : class
    {
        T? train = Single(folder.Path, find(folder, DataSplit.Train));
        T? test = Single(folder.Path, find(folder, DataSplit.Test));
        if (train is null && test is null)
            return null;
        return new DataSource(name, train is null ? null : open(train), test is null ? null : open(test));
    }

    private static T? Single<T>(string folder, T[] parts)
        where T : class =>
        parts.Length <= 1
            ? parts.FirstOrDefault()
            : throw new InvalidInputException(
                folder,
                "one data set",
                string.Join(" and ", parts.Select(part => Path.GetFileName($"{part}"))),
                "Specify one of these files instead of the folder"
            );

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
