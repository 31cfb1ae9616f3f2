using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A folder on disk. Links to folders are followed, except those that lead back to a folder on the way here.</summary>
internal sealed class DiskFolder : DataFolder
{
    private readonly CancellationToken _cancellation;
    private readonly DiskFolder? _parent;
    private readonly string _target;
    private IReadOnlyList<DataFile>? _files;
    private IReadOnlyList<DataFolder>? _folders;

    public DiskFolder(string path, CancellationToken cancellation = default)
        : this(path, System.IO.Path.GetFullPath(path), null, cancellation) { }

    private DiskFolder(string path, string target, DiskFolder? parent, CancellationToken cancellation)
        : base(path)
    {
        _target = target;
        _parent = parent;
        _cancellation = cancellation;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<DataFile> Files => _files ??= [.. List(Directory.EnumerateFiles).Select(path => new DiskFile(path))];

    /// <inheritdoc/>
    public override IReadOnlyList<DataFolder> Folders =>
        _folders ??=
        [
            .. List(Directory.EnumerateDirectories)
                .Select(path => new DiskFolder(path, TargetOf(path), this, _cancellation))
                .Where(folder => !folder.LeadsBack),
        ];

    private bool LeadsBack
    {
        get
        {
            DiskFolder? other = _parent;
            while (other is not null && other._target != _target)
                other = other._parent;
            return other is not null;
        }
    }

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
            List<string> paths = [];
            foreach (string path in enumerate(Path))
            {
                _cancellation.ThrowIfCancellationRequested();
                FolderTree.CheckCount(this, paths.Count);
                if (!System.IO.Path.GetFileName(path.AsSpan()).StartsWith('.'))
                    paths.Add(path);
            }

            paths.Sort(NaturalOrder.Instance);
            return [.. paths];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            (string found, string remedy) =
                FileNameEncoding.IsUndecodable(Path) ? (FileNameEncoding.Found, FileNameEncoding.Remedy)
                : e is UnauthorizedAccessException ? ("one that may not be listed", "Check its permissions")
                : ("one that cannot be listed", "Check the path and the disk");
            throw new InvalidInputException(Path, "a readable folder", found, remedy, e);
        }
    }

    private string TargetOf(string path)
    {
        string? link = null;
        try
        {
            link = Directory.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
        }
        catch (IOException)
        {
            // A link that leads nowhere fails when it is listed.
        }

        return System.IO.Path.TrimEndingDirectorySeparator(link ?? System.IO.Path.Combine(_target, System.IO.Path.GetFileName(path)));
    }
}
