namespace MnistTrainer.Data;

/// <summary>
/// The only array of an npz archive, under the archive's name: <c>kmnist-train-imgs.npz</c> of one <c>arr_0</c>, which says nothing by itself.
/// </summary>
/// <param name="archive">The archive.</param>
/// <param name="array">The array in it.</param>
internal sealed class PackedArray(DataFile archive, DataFile array) : DataFile(archive.Path)
{
    /// <summary>The extension of such an archive.</summary>
    public const string Extension = ".npz";

    /// <inheritdoc/>
    public override DataFolder Folder => archive.Folder;

    /// <summary>The only array of an archive; null for others.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="content">What it contains.</param>
    public static PackedArray? Find(DataFile archive, ArchiveFolder content) =>
        content is { Files: [var only], Folders: [] } && only.Name.EndsWith(ArrayPair.Extension, StringComparison.OrdinalIgnoreCase)
            ? new PackedArray(archive, only)
            : null;

    /// <inheritdoc/>
    public override Stream Open() => array.Open();
}
