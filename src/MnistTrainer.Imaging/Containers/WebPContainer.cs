namespace MnistTrainer.Imaging;

/// <summary>
/// Walks through a WebP file (RFC 9649). The decoder gets the pixels and their alpha; of an animation, those of the first frame.
/// </summary>
internal static class WebPContainer
{
    // Of a frame of an animation: its place, size, duration and flags.
    private const int FrameHeaderLength = 16;

    /// <inheritdoc cref="ImageContainer.Walk"/>
    public static ImageContainer Walk(ReadOnlySpan<byte> file)
    {
        ContainerReader reader = new(file, isLittleEndian: true);
        _ = reader.Take(4, "header");
        uint length = reader.Int("header");
        ContainerReader chunks = new(reader.Take(length, "chunks"), isLittleEndian: true);
        _ = chunks.Take(4, "header");
        WebPParts parts = default;
        parts.Read(ref chunks);
        if (!parts.Animation.IsEmpty)
        {
            (int width, int height) = parts.Canvas;
            (int orientation, int frames) = (parts.Orientation, parts.Frames);
            ContainerReader frame = new(parts.Animation, isLittleEndian: true);
            ReadOnlySpan<byte> header = frame.Take(FrameHeaderLength, "first frame");
            if (header[..6].ContainsAnyExcept((byte)0))
                throw ContainerException.Unreadable("whose first frame is smaller than the image");
            parts = default;
            parts.Read(ref frame);
            (parts.Canvas, parts.Orientation, parts.Frames) = ((width, height), orientation, frames);
        }

        return parts.ToContainer();
    }
}
