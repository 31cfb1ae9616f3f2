using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A file of a data source: on disk, in an archive, or what comes through a pipe. It can be opened any number of times.</summary>
internal abstract class DataFile
{
    /// <param name="path">The path, for messages.</param>
    protected DataFile(string path) => Path = path;

    /// <summary>The path for messages: as specified, or that of the archive followed by the path inside it.</summary>
    public string Path { get; }

    /// <summary>The name without folders.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The folder that contains it, where files that belong to it are looked up.</summary>
    public abstract DataFolder Folder { get; }

    /// <summary>A file on disk.</summary>
    /// <param name="path">Its path. It need not exist.</param>
    /// <param name="cancellation">Cancels waiting for a pipe.</param>
    public static DataFile OnDisk(string path, CancellationToken cancellation = default) => new DiskFile(path, cancellation);

    /// <summary>Opens it for reading from its start.</summary>
    /// <returns>A stream with a length and a position; it need not be able to seek.</returns>
    /// <exception cref="InvalidInputException">It does not exist or cannot be opened.</exception>
    public abstract Stream Open();

    /// <summary>Returns the file of another name in the same folder, or null if there is none.</summary>
    public DataFile? Sibling(string name) => Folder.Find(name);

    /// <inheritdoc/>
    public override string ToString() => Path;
}
