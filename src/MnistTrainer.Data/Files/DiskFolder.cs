using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A folder on disk.</summary>
internal sealed class DiskFolder : DataFolder
{
    private IReadOnlyList<DataFile>? _files;
    private IReadOnlyList<DataFolder>? _folders;

    public DiskFolder(string path)
        : base(path) { }

    /// <inheritdoc/>
    public override IReadOnlyList<DataFile> Files => _files ??= [.. List(Directory.EnumerateFiles).Select(path => new DiskFile(path))];

    /// <inheritdoc/>
    public override IReadOnlyList<DataFolder> Folders =>
        _folders ??= [.. List(Directory.EnumerateDirectories).Select(path => new DiskFolder(path))];

    /// <inheritdoc/>
    public override DataFile? Find(string name)
    {
        string path = System.IO.Path.Combine(Path == "." ? "" : Path, name);
        return File.Exists(path) ? new DiskFile(path) : null;
    }

    private string[] List(Func<string, IEnumerable<string>> enumerate)
    {
        try
        {
            return enumerate(Path).Where(path => !System.IO.Path.GetFileName(path).StartsWith('.')).Order(NaturalOrder.Instance).ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                Path,
                "a readable folder",
                $"one that cannot be listed ({e.Message})",
                "Check its permissions",
                e
            );
        }
    }
}
