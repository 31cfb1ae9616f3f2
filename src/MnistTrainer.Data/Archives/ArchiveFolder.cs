namespace MnistTrainer.Data;

/// <summary>
/// A folder in an archive. Nothing is unpacked to disk. Hidden files and the second copies that macOS adds (<c>__MACOSX</c>) are left out.
/// </summary>
internal sealed class ArchiveFolder : DataFolder
{
    private readonly SortedDictionary<string, DataFile> _files = new(NaturalOrder.Instance);
    private readonly SortedDictionary<string, ArchiveFolder> _folders = new(NaturalOrder.Instance);

    /// <param name="path">The path of the archive, followed by the path inside it.</param>
    public ArchiveFolder(string path)
        : base(path) { }

    /// <inheritdoc/>
    public override IReadOnlyList<DataFile> Files => [.. _files.Values];

    /// <inheritdoc/>
    public override IReadOnlyList<DataFolder> Folders => [.. _folders.Values];

    /// <summary>Adds a file, and the folders on the way to it. A file of the same path is replaced, as unpacking would do.</summary>
    /// <param name="path">Its path inside the archive.</param>
    /// <param name="create">Creates it, from the folder that will contain it and its path for messages.</param>
    public void Add(string path, Func<ArchiveFolder, string, DataFile> create)
    {
        // tar writes ./ in front of the names in a folder.
        string[] parts = [.. path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".")];
        if (parts.Length == 0 || path[^1] is '/' or '\\' || Array.Exists(parts, IsLeftOut))
            return;
        ArchiveFolder folder = this;
        foreach (string part in parts.AsSpan(..^1))
        {
            if (!folder._folders.TryGetValue(part, out ArchiveFolder? inner))
                folder._folders[part] = inner = new ArchiveFolder($"{folder.Path}/{part}");
            folder = inner;
        }

        folder._files[parts[^1]] = create(folder, $"{folder.Path}/{parts[^1]}");
    }

    /// <inheritdoc/>
    public override DataFile? Find(string name) => _files.GetValueOrDefault(name);

    // ".." means nothing inside an archive.
    private static bool IsLeftOut(string part) => part[0] == '.' || part == "__MACOSX";
}
