namespace MnistTrainer.Imaging;

/// <summary>
/// What a walk through an image file found: its size, and a file of the same format with nothing but what the image needs. Text, profiles,
/// further frames and whatever else surrounds the pixels never reach the decoder.
/// </summary>
/// <param name="Format">The format.</param>
/// <param name="Width">The number of columns, at least 1.</param>
/// <param name="Height">The number of rows, at least 1.</param>
/// <param name="Essentials">The file for the decoder.</param>
internal sealed record ImageContainer(ContainerFormat Format, int Width, int Height, MemoryStream Essentials)
{
    /// <summary>The orientation in EXIF's numbers; see <see cref="Imaging.Orientation"/>.</summary>
    public int Orientation { get; init; } = Imaging.Orientation.Stored;

    /// <summary>The number of frames or pages, of which the first is decoded.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>Whether samples have 16 bits, of which the higher 8 are decoded.</summary>
    public bool Has16Bits { get; init; }

    /// <summary>Whether pixels may be transparent.</summary>
    public bool HasAlpha { get; init; }

    /// <summary>The bytes per pixel that the decoder keeps of the whole image, in addition to the decoded one.</summary>
    public double KeptPerPixel { get; init; }

    /// <summary>Checks that all pixels are there, if that takes a while and is done after the size has been checked. Default: nothing.</summary>
    public Action CheckPixels { get; init; } = () => { };

    /// <summary>The number of pixels.</summary>
    public long Pixels => (long)Width * Height;

    /// <summary>Walks through a file.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="format">Its format.</param>
    /// <exception cref="ContainerException">The file is damaged, cut off, or of a kind that is not decoded.</exception>
    public static ImageContainer Walk(ReadOnlySpan<byte> file, ContainerFormat format) =>
        format switch
        {
            ContainerFormat.Png => PngContainer.Walk(file),
            ContainerFormat.Jpeg => JpegContainer.Walk(file),
            ContainerFormat.Gif => GifContainer.Walk(file),
            ContainerFormat.WebP => WebPContainer.Walk(file),
            ContainerFormat.Bmp => BmpContainer.Walk(file),
            ContainerFormat.Tiff => TiffContainer.Walk(file),
            ContainerFormat.Pnm => PnmContainer.Walk(file),
            _ => TgaContainer.Walk(file),
        };

    /// <summary>Ensures that the sides in a header are those of an image that is not too large.</summary>
    public static (int Width, int Height) Sides(long width, long height)
    {
        if (width < 1 || height < 1)
            throw ContainerException.Damaged($"of {width}x{height} pixels");
        return width <= ImageCodec.MaximumPixels / height
            ? ((int)width, (int)height)
            : throw ContainerException.TooLarge(
                $"an image of at most {ImageCodec.MaximumPixels / 1_000_000} megapixels",
                $"of {width}x{height} pixels"
            );
    }

    /// <summary>Ensures that the image can be decoded within a limit.</summary>
    /// <param name="resultPerPixel">The bytes of the result per pixel.</param>
    public void CheckMemory(double resultPerPixel)
    {
        double perPixel = (HasAlpha ? 4 : 3) + KeptPerPixel + resultPerPixel;

        // The file itself is as large as what is taken from it, or larger by what is left out.
        long memory = (2L * Essentials.Capacity) + (long)(Pixels * perPixel);
        if (memory > ImageCodec.MaximumMemory)
        {
            throw ContainerException.TooLarge(
                $"an image that needs at most {ImageCodec.MaximumMemory / 1_000_000} MB to decode",
                $"of {Width}x{Height} pixels, which need {memory / 1_000_000} MB"
            );
        }
    }
}
