using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// A source of labeled images that a user identifies with one string: a named set, a file or a folder. Opening a source only locates its
/// splits; each is read on demand.
/// </summary>
public sealed class DataSource
{
    private const string StandardInput = "/dev/stdin";

    // torchvision puts a set into MNIST/raw of the folder that it is given.
    private const int MaximumWraps = 3;

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

    /// <summary>The folder of a data set that has the name of this file or folder, which was opened instead; null where there is none.</summary>
    public string? ShadowedSet { get; private set; }

    /// <summary>Locates a source and its splits.</summary>
    /// <param name="source">
    /// A file (a table, or an IDX image file next to its label file), a folder (IDX files, <c>train.csv</c> and <c>test.csv</c>, or images)
    /// <c>-</c> for stdin, or the name of a set. A file or folder in the current directory takes precedence over a set of the same name
    /// (<see cref="ShadowedSet"/>), except for a program, such as the script that starts this one.
    /// </param>
    /// <param name="locations">The folders to search for named sets. Default: <see cref="DataLocations.Current"/>.</param>
    /// <param name="cancellation">Cancels the listing of folders, now and when a split is read.</param>
    /// <exception cref="InvalidInputException">There is no such source, or the folder contains nothing readable.</exception>
    /// <exception cref="OperationCanceledException">Listing was cancelled.</exception>
    public static DataSource Open(string source, DataLocations? locations = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        if (source == "-")
            source = StandardInput;
        locations ??= DataLocations.Current;
        bool isPath = source.AsSpan().ContainsAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) || source is "." or "..";
        string? set = isPath ? null : locations.Find(source);
        bool isHere = Directory.Exists(source) || (File.Exists(source) && (isPath || !ProgramFile.Is(source)));
        if (!isHere)
            return set is null
                ? throw Unknown(source, isPath, locations)
                : OpenFolder(source, DataFolder.OnDisk(set, cancellation), cancellation);
        bool isShadowed = set is not null && Path.GetFullPath(set) != Path.GetFullPath(source);
        try
        {
            DataSource opened = OpenPath(source, cancellation);
            opened.ShadowedSet = isShadowed ? set : null;
            return opened;
        }
        catch (InvalidInputException e) when (isShadowed)
        {
            throw new InvalidInputException($"{e.Message} The data set {source} is another: {set}", e);
        }
    }

    /// <summary>Whether a folder contains data, by the names of its files.</summary>
    internal static bool IsReadable(string folder)
    {
        try
        {
            OpenFolder(folder, DataFolder.OnDisk(folder), CancellationToken.None);
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

    private static DataSource OpenPath(string source, CancellationToken cancellation)
    {
        if (!Directory.Exists(source))
            return new DataSource(Path.GetFileName(source), SourceSplit.OfFile(DataFile.OnDisk(source)), null);
        var folder = DataFolder.OnDisk(source, cancellation);
        return OpenFolder(folder.Name, folder, cancellation);
    }

    private static DataSource OpenFolder(string name, DataFolder folder, CancellationToken cancellation) =>
        OpenNamedFiles(name, folder)
        ?? OpenInner(name, folder, MaximumWraps)
        ?? OpenImages(name, folder, cancellation)
        ?? throw new InvalidInputException(
            folder.Path,
            "IDX files (train-images-idx3-ubyte, …), tables (train.csv and test.csv) or images",
            "none of these",
            "Specify the folder that contains them, or a file"
        );

    /// <summary>Opens the files in a folder that are named by a convention.</summary>
    private static DataSource? OpenNamedFiles(string name, DataFolder folder) =>
        OpenPair(name, folder, IdxFileNames.FindImages, SourceSplit.Idx) ?? OpenTables(name, folder);

    private static DataSource? OpenTables(string name, DataFolder folder)
    {
        DataSource? source = OpenPair(name, folder, CsvFileNames.Find, SourceSplit.Csv);
        return source?._train is SourceSplit train && CsvFileNames.FindValidation(folder) is DataFile validation
            ? new DataSource(name, train.WithNote(FolderLayout.ValidationNote(validation.Name, validation.Path)), source._test)
            : source;
    }

    /// <summary>Opens such files in a folder inside: an archive's own folder, or torchvision's <c>MNIST/raw</c>.</summary>
    private static DataSource? OpenInner(string name, DataFolder folder, int depth)
    {
        (DataFolder Folder, DataSource Source)[] found =
        [
            .. folder
                .Folders.Select(inner => (inner, OpenNamedFiles(name, inner) ?? (depth > 1 ? OpenInner(name, inner, depth - 1) : null)))
                .Where(pair => pair.Item2 is not null)
                .Select(pair => (pair.inner, pair.Item2!)),
        ];
        return found.Length <= 1
            ? found.FirstOrDefault().Source
            : throw new InvalidInputException(
                folder.Path,
                "one data set",
                $"several, in the folders {string.Join(" and ", found.Take(5).Select(pair => pair.Folder.Name))}",
                "Specify one of these folders"
            );
    }

    /// <summary>Opens the images in a folder, by a table of their names if there is one, or else the only table in it.</summary>
    private static DataSource? OpenImages(string name, DataFolder folder, CancellationToken cancellation)
    {
        List<ListedFile> files = FolderTree.List(folder, cancellation);
        if (!files.Exists(one => FileKinds.IsImage(one.File)))
        {
            return CsvFileNames.FindOnly(folder) is DataFile table ? new DataSource(name, SourceSplit.Csv(table), null)
                : files.Exists(one => FileKinds.IsOtherImage(one.File.Name)) ? throw FolderLayout.WithoutImages(folder.Path, files)
                : null;
        }

        var layout = FolderLayout.Of(folder.Path, files);
        if (!layout.IsDivided && NamesTable.FindIn(folder, cancellation) is DataFile names)
            return new DataSource(name, SourceSplit.Csv(names), null);
        return new DataSource(name, Part(DataSplit.Train), Part(DataSplit.Test));

        SourceSplit? Part(DataSplit split) => layout.Has(split) ? SourceSplit.Images(() => layout.Find(split)!) : null;
    }

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
