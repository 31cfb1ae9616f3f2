namespace MnistTrainer.Data;

/// <summary>
/// The folders that are searched for named data sets, each of which is a folder of that name: first the folder in the environment variable
/// <see cref="Variable"/>, then the folder <see cref="MoreHands"/> in it, then the project's own <c>datasets</c>, which also receives
/// downloads.
/// </summary>
public sealed class DataLocations
{
    /// <summary>The environment variable that holds the path of a folder of data sets.</summary>
    public const string Variable = "MNIST_TRAINER_DATA";

    /// <summary>The folder inside that one which is searched next.</summary>
    public const string MoreHands = "more-hands";

    /// <param name="dataFolder">The folder to search first, and after it the folder <see cref="MoreHands"/> in it; or null.</param>
    /// <param name="startFolders">The folders from which to search upward, in turn, for the project: the nearest folder that contains
    /// <c>datasets/digits</c> or <c>MnistTrainer.sln</c>. If none is found, <c>datasets</c> in the last start folder is used.</param>
    public DataLocations(string? dataFolder, params ReadOnlySpan<string> startFolders)
    {
        ArgumentOutOfRangeException.ThrowIfZero(startFolders.Length, nameof(startFolders));
        string home = startFolders[^1];
        foreach (string start in startFolders)
        {
            if (FindProject(start) is string project)
            {
                home = project;
                break;
            }
        }

        DownloadFolder = Path.Combine(home, "datasets");
        Folders = string.IsNullOrWhiteSpace(dataFolder)
            ? [DownloadFolder]
            : [Path.GetFullPath(dataFolder), Path.GetFullPath(Path.Combine(dataFolder, MoreHands)), DownloadFolder];
    }

    /// <summary>The locations for this process, searching from the executable and then from the current directory.</summary>
    public static DataLocations Current =>
        new(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory, Directory.GetCurrentDirectory());

    /// <summary>The folder for downloads: <c>datasets</c> at the root of the project. It may not exist yet.</summary>
    public string DownloadFolder { get; }

    /// <summary>The folder for drawings that were corrected on the page: <c>corrections</c> inside <see cref="DownloadFolder"/>. It may not exist yet.</summary>
    public string CorrectionFolder => Path.Combine(DownloadFolder, "corrections");

    /// <summary>The folders to search for named sets, in order. They may not exist.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>Returns the folder of a named set, or null if there is none.</summary>
    /// <param name="name">A plain name without folders, such as <c>mnist</c>.</param>
    public string? Find(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name != Path.GetFileName(name) || name is "." or ".."
            ? null
            : Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(IsDataset);
    }

    /// <summary>The names of the available sets, in ordinal order: of the folders that contain data.</summary>
    public IReadOnlyList<string> Names =>
        [
            .. Folders
                .Where(Directory.Exists)
                .SelectMany(Directory.EnumerateDirectories)
                .Where(folder => IsDataset(folder) && DataSource.IsReadable(folder))
                .Select(folder => Path.GetFileName(folder))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    // An abandoned download leaves an empty folder or a partial file, which is not a data set.
    private static bool IsDataset(string folder) =>
        Directory.Exists(folder)
        && Directory.EnumerateFileSystemEntries(folder).Any()
        && !Directory.EnumerateFiles(folder, "*" + FileDownload.PartExtension).Any();

    private static string? FindProject(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (
                Directory.Exists(Path.Combine(folder.FullName, "datasets", "digits"))
                || File.Exists(Path.Combine(folder.FullName, "MnistTrainer.sln"))
            )
                return folder.FullName;
        }

        return null;
    }
}
