namespace MnistTrainer.Imaging;

/// <summary>A file format that <see cref="FileSignature"/> detects.</summary>
/// <param name="Name">The name with an article: <c>a PDF document</c>.</param>
/// <param name="Remedy">How to get a file that can be read, as a sentence without the period: <c>Save the page as PNG or JPEG</c>.</param>
public sealed record FileFormat(string Name, string Remedy)
{
    /// <summary>Whether <see cref="ImageCodec"/> decodes it. Default: false.</summary>
    public bool IsReadableImage { get; init; }

    /// <summary>The container to decode; null if <see cref="ImageCodec"/> cannot decode the format.</summary>
    internal ContainerFormat? Container { get; init; }

    /// <summary>The archive format, if its files are read like those of a folder. Default: none.</summary>
    public ArchiveKind Archive { get; init; }
}
