namespace MnistTrainer.Data;

/// <summary>A folder of a data source: on disk or in an archive. Hidden files and folders, whose names start with a dot, are left out.</summary>
internal abstract class DataFolder
{
    /// <param name="path">The path, for messages.</param>
    protected DataFolder(string path) => Path = path;

    /// <summary>The path for messages: as specified, or that of the archive followed by the path inside it.</summary>
    public string Path { get; }

    /// <summary>The name without the folders that contain it.</summary>
    public virtual string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The files directly inside it, in <see cref="NaturalOrder"/>.</summary>
    public abstract IReadOnlyList<DataFile> Files { get; }

    /// <summary>The folders directly inside it, in <see cref="NaturalOrder"/>.</summary>
    public abstract IReadOnlyList<DataFolder> Folders { get; }

    /// <summary>A folder on disk.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="cancellation">Cancels listing it and the folders inside it.</param>
    public static DataFolder OnDisk(string path, CancellationToken cancellation = default) =>
        new DiskFolder(path, new FolderListing(cancellation));

    /// <inheritdoc/>
    public override string ToString() => Path;

    /// <summary>Returns the file of this name directly inside it, or null if there is none.</summary>
    public virtual DataFile? Find(string name) => Files.FirstOrDefault(file => file.Name == name);
}
