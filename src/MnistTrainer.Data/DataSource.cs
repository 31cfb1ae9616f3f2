using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Where images come from, as a user names it in one word: a named set, a file or a folder. Opening a source only finds its parts;
/// each is read when it is asked for.
/// </summary>
public sealed class DataSource
{
    private readonly SourcePart? _train;
    private readonly SourcePart? _test;

    private DataSource(string name, SourcePart? train, SourcePart? test)
    {
        Name = name;
        _train = train;
        _test = test;
    }

    /// <summary>What a person calls it: <c>mnist</c>, or the file's or folder's name.</summary>
    public string Name { get; }

    /// <summary>Finds a source and its parts.</summary>
    /// <param name="source">
    /// A file (a table, or an IDX image file beside its labels), a folder (IDX files, <c>train.csv</c> and <c>test.csv</c>, or images) or
    /// the name of a set. A set goes before a file or folder of the same name, such as the script that starts the program;
    /// <c>./name</c> says that the file or folder is meant.
    /// </param>
    /// <param name="locations">Where named sets are looked for; this process's where left out.</param>
    /// <exception cref="InvalidInputException">There is no such thing, or a folder holds nothing that can be read.</exception>
    public static DataSource Open(string source, DataLocations? locations = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        locations ??= DataLocations.Current;
        bool isPath = source.AsSpan().ContainsAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) || source is "." or "..";
        if (!isPath && locations.Find(source) is string set)
            return OpenFolder(source, set);
        if (!isPath && IsKnown(source))
            throw Unknown(source, isPath, locations);
        if (File.Exists(source))
            return new DataSource(Path.GetFileName(source), SourcePart.OfFile(source), null);
        return Directory.Exists(source)
            ? OpenFolder(Path.GetFileName(Path.GetFullPath(source).TrimEnd(Path.DirectorySeparatorChar)), source)
            : throw Unknown(source, isPath, locations);
    }

    /// <summary>
    /// Whether there is such a part. A single table, image file or folder of images has a training part only. The test table of a
    /// competition, which has no labels, is no part where labels are required.
    /// </summary>
    /// <exception cref="InvalidInputException">A test table cannot be understood.</exception>
    public bool Has(DataSplit split, LoadOptions? options = null) => Find(split, options ?? LoadOptions.Default) is not null;

    /// <summary>Reads a part. Nothing of the other part is read.</summary>
    /// <returns>The part, named after the source; null where there is none, see <see cref="Has"/>.</returns>
    /// <exception cref="InvalidInputException">The files are at fault; the message says where.</exception>
    public Dataset? Load(DataSplit split, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= LoadOptions.Default;
        return Find(split, options) is SourcePart part ? part.Load(options, cancellation) with { Name = Name } : null;
    }

    private SourcePart? Find(DataSplit split, LoadOptions options)
    {
        SourcePart? part = split == DataSplit.Train ? _train : _test;
        bool isForPredictingOnly = part is not null && split == DataSplit.Test && options.LabelsRequired && !part.HasLabels(options);
        return isForPredictingOnly ? null : part;
    }

    private static DataSource OpenFolder(string name, string folder) =>
        OpenPair(name, folder, IdxNames.FindImages, SourcePart.Idx)
        ?? OpenPair(name, folder, CsvPair.Find, SourcePart.Csv)
        ?? OpenPair(name, folder, FolderParts.Find, SourcePart.Images)
        ?? throw new InvalidInputException(
            folder,
            "IDX files (train-images-idx3-ubyte, …), tables (train.csv and test.csv) or images",
            "none of these",
            "Give the folder that holds them, or a file"
        );

    private static DataSource? OpenPair(string name, string folder, Func<string, DataSplit, string[]> find, Func<string, SourcePart> open)
    {
        string? train = Only(folder, find(folder, DataSplit.Train));
        string? test = Only(folder, find(folder, DataSplit.Test));
        if (train is null && test is null)
            return null;
        return new DataSource(name, train is null ? null : open(train), test is null ? null : open(test));
    }

    private static string? Only(string folder, string[] paths) =>
        paths.Length <= 1
            ? paths.FirstOrDefault()
            : throw new InvalidInputException(
                folder,
                "one data set",
                string.Join(" and ", paths.Select(Path.GetFileName)),
                "Give one of these files instead of the folder"
            );

    private static bool IsKnown(string name) => DatasetCatalog.All.Any(set => set.Name == name);

    private static InvalidInputException Unknown(string source, bool isPath, DataLocations locations)
    {
        if (isPath)
            return new InvalidInputException(source, "a file or a folder", "nothing there", "Check the path");
        string present = locations.Names.Count == 0 ? "none" : string.Join(", ", locations.Names);
        if (IsKnown(source))
        {
            return new InvalidInputException(
                source,
                $"a set that has been downloaded (here: {present})",
                "none of this name",
                $"Get it with: mnist download {source}"
            );
        }

        string known = string.Join(", ", DatasetCatalog.All.Select(set => set.Name));
        return new InvalidInputException(
            source,
            $"a file, a folder or the name of a data set (here: {present})",
            "neither",
            $"Check the name; these can be had with mnist download NAME: {known}"
        );
    }
}
