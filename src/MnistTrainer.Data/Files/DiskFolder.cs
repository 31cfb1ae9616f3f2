using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A folder on disk. Links to folders are followed, except those that lead back to a folder on the way here.</summary>
internal sealed class DiskFolder : DataFolder
{
    /// <summary>The extension of files of rows, which are no part of a source: what it is converted to.</summary>
    public const string ConvertedExtension = ".rows";

    private readonly FolderListing _listing;
    private readonly DiskFolder? _parent;
    private readonly string _target;
    private IReadOnlyList<DataFile>? _files;
    private IReadOnlyList<DataFolder>? _folders;

    public DiskFolder(string path, FolderListing? listing = null)
        : this(path, System.IO.Path.GetFullPath(path), null, listing ?? new FolderListing(CancellationToken.None)) { }

    private DiskFolder(string path, string target, DiskFolder? parent, FolderListing listing)
        : base(path)
    {
        _target = System.IO.Path.TrimEndingDirectorySeparator(target);
        _parent = parent;
        _listing = listing;
    }

    /// <inheritdoc/>
    public override string Name =>
        System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Path)));

    /// <inheritdoc/>
    public override IReadOnlyList<DataFile> Files => _files ??= [.. List(Directory.EnumerateFiles).Select(path => new DiskFile(path))];

    /// <inheritdoc/>
    public override IReadOnlyList<DataFolder> Folders =>
        _folders ??= [
            .. List(Directory.EnumerateDirectories)
                .Select(path => new DiskFolder(path, TargetOf(path), this, _listing))
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
            return
            [
                .. _listing
                    .Watch(enumerate(Path), Path)
                    .Where(path => !System.IO.Path.GetFileName(path).StartsWith('.'))
                    .Where(path => !path.EndsWith(ConvertedExtension, StringComparison.Ordinal))
                    .Order(NaturalOrder.Instance),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            (string found, string remedy) = FileNameEncoding.IsUndecodable(Path)
                ? (FileNameEncoding.Found, FileNameEncoding.Remedy)
                : ($"one that cannot be listed ({FileFault.Describe(e)})", "Check its permissions");
            throw new InvalidInputException(Path, "a readable folder", found, remedy, e);
        }
    }

    private string TargetOf(string path)
    {
        try
        {
            if (Directory.ResolveLinkTarget(path, returnFinalTarget: true) is { } target)
                return target.FullName;
        }
        catch (IOException)
        {
            // A link that leads nowhere fails when it is listed.
        }

        return System.IO.Path.Combine(_target, System.IO.Path.GetFileName(path));
    }
}
