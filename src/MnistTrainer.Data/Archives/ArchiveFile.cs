namespace MnistTrainer.Data;

/// <summary>A file in an archive.</summary>
/// <param name="folder">The folder that contains it.</param>
/// <param name="path">The path of the archive, followed by the path inside it.</param>
/// <param name="open">Opens it; the stream knows its length and position.</param>
internal sealed class ArchiveFile(ArchiveFolder folder, string path, Func<Stream> open) : DataFile(path)
{
    /// <inheritdoc/>
    public override DataFolder Folder => folder;

    /// <inheritdoc/>
    public override Stream Open() => open();
}
