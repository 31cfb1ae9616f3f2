namespace MnistTrainer.Data;

/// <summary>
/// Where named data sets lie, each in a folder of its name: first in the folder that the environment variable
/// <see cref="Variable"/> names, then in the project's own <c>datasets</c>, which is also where downloads go.
/// </summary>
public sealed class DataLocations
{
    /// <summary>The environment variable that names a folder with data sets in it.</summary>
    public const string Variable = "MNIST_TRAINER_DATA";

    /// <param name="dataFolder">The folder looked in first, or null.</param>
    /// <param name="startFolders">From each of these in turn the project is looked for upwards: the nearest folder with
    /// <c>datasets/digits</c> or <c>MnistTrainer.sln</c> in it. Where there is none, <c>datasets</c> in the last of them is used.</param>
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
        Folders = string.IsNullOrWhiteSpace(dataFolder) ? [DownloadFolder] : [Path.GetFullPath(dataFolder), DownloadFolder];
    }

    /// <summary>The locations of this process, looked for from the executable and then from the current directory.</summary>
    public static DataLocations Current =>
        new(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory, Directory.GetCurrentDirectory());

    /// <summary>Where downloads go: <c>datasets</c> at the root of the project. It need not exist.</summary>
    public string DownloadFolder { get; }

    /// <summary>Where drawings go that somebody corrected on the page: <c>corrections</c> among the downloads. It need not exist.</summary>
    public string CorrectionFolder => Path.Combine(DownloadFolder, "corrections");

    /// <summary>The folders that named sets are looked for in, in this order. They need not exist.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>The folder of a named set, or null where it is nowhere.</summary>
    /// <param name="name">A plain name without folders in it: <c>mnist</c>.</param>
    public string? Find(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name != Path.GetFileName(name) || name is "." or ".."
            ? null
            : Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(HoldsFiles);
    }

    /// <summary>The names of the sets that are there, in alphabetical order.</summary>
    public IReadOnlyList<string> Names =>
        [
            .. Folders
                .Where(Directory.Exists)
                .SelectMany(Directory.EnumerateDirectories)
                .Where(HoldsFiles)
                .Select(folder => Path.GetFileName(folder))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    // A download that was given up leaves an empty folder or a part of a file; that is not a data set.
    private static bool HoldsFiles(string folder) =>
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
