namespace MnistTrainer.Imaging;

/// <summary>A file format that <see cref="FileSignature"/> detects.</summary>
/// <param name="Name">Its name with an article: <c>a PDF document</c>.</param>
/// <param name="Remedy">How to get a file that can be read, as a sentence without its period: <c>Save the page as PNG or JPEG</c>.</param>
public sealed record FileFormat(string Name, string Remedy)
{
    /// <summary>Whether <see cref="ImageCodec"/> decodes it. Default: false.</summary>
    public bool IsReadableImage { get; init; }

    /// <summary>The container to decode; null if this is not the file of an image that <see cref="ImageCodec"/> decodes.</summary>
    internal ContainerFormat? Container { get; init; }

    /// <summary>The kind of archive whose files are read as those of a folder. Default: none.</summary>
    public ArchiveKind Archive { get; init; }
}
