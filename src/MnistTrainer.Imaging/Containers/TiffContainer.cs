namespace MnistTrainer.Imaging;

/// <summary>
/// Walks through a TIFF file (TIFF 6.0). The decoder gets the first image: the tags that describe its pixels, and its strips. Further images,
/// text, profiles and thumbnails are left out.
/// </summary>
internal static class TiffContainer
{
    private static readonly int[] TagsOfPixels =
    [
        TiffTag.ImageWidth,
        TiffTag.ImageLength,
        TiffTag.BitsPerSample,
        TiffTag.Compression,
        TiffTag.Photometric,
        TiffTag.FillOrder,
        TiffTag.SamplesPerPixel,
        TiffTag.RowsPerStrip,
        TiffTag.PlanarConfiguration,
        TiffTag.FaxOptions3,
        TiffTag.FaxOptions4,
        TiffTag.Predictor,
        TiffTag.ColorMap,
        TiffTag.ExtraSamples,
        TiffTag.SampleFormat,
    ];

    private const int OldJpeg = 6,
        Jpeg = 7;

    private const int WhiteIsZero = 0,
        BlackIsZero = 1,
        Rgb = 2,
        Palette = 3;

    /// <inheritdoc cref="ImageContainer.Walk"/>
    public static ImageContainer Walk(ReadOnlySpan<byte> file)
    {
        bool isLittleEndian = file[0] == (byte)'I';
        TiffDirectory directory = TiffDirectory.Read(file, isLittleEndian);
        (int width, int height) = ImageContainer.Sides(directory.Number(TiffTag.ImageWidth, 0), directory.Number(TiffTag.ImageLength, 0));
        long compression = directory.Number(TiffTag.Compression, TiffStrip.None);
        CheckKind(directory, compression);
        TiffLayout layout = TiffLayout.Of(directory, width, height);
        uint[] offsets = directory.Numbers(TiffTag.StripOffsets, []);
        uint[] lengths = directory.Numbers(TiffTag.StripByteCounts, []);
        if (offsets.Length != layout.Strips || lengths.Length != layout.Strips)
            throw ContainerException.Damaged($"with {Math.Min(offsets.Length, lengths.Length)} of its {layout.Strips} strips");
        if (lengths.Sum(length => (long)length) > file.Length)
            throw ContainerException.Damaged($"of {file.Length} bytes with strips of more");

        ContainerReader reader = new(file, isLittleEndian);
        MemoryStream strips = new();
        uint[] starts = new uint[offsets.Length];
        for (int strip = 0; strip < starts.Length; strip++)
        {
            reader.MoveTo(offsets[strip], "pixels");
            starts[strip] = (uint)strips.Length;
            strips.Write(reader.Take(lengths[strip], "pixels"));
        }

        TiffDirectory essentials = directory.Only(TagsOfPixels);
        essentials.Set(TiffTag.RowsPerStrip, layout.RowsPerStrip);
        return new(ContainerFormat.Tiff, width, height, essentials.Write(strips.GetBuffer().AsSpan(0, (int)strips.Length), starts, lengths))
        {
            Orientation = (int)directory.Number(TiffTag.Orientation, Orientation.Stored),
            Has16Bits = directory.Number(TiffTag.BitsPerSample, 1) == 16,
            Frames = TiffDirectory.CountImages(file, isLittleEndian),
            HasAlpha = directory.Has(TiffTag.ExtraSamples),
            KeptPerPixel = (double)layout.RowLength * layout.RowsPerStrip * layout.Planes / width / height,
            CheckPixels = () =>
            {
                for (int strip = 0; strip < starts.Length; strip++)
                {
                    ArraySegment<byte> bytes = new(strips.GetBuffer(), (int)starts[strip], (int)lengths[strip]);
                    TiffStrip.Check(bytes, compression, layout.RowLength, layout.RowsOf(strip));
                }
            },
        };
    }

    private static void CheckKind(TiffDirectory directory, long compression)
    {
        if ((directory.Number(TiffTag.NewSubfileType, 0) & TiffTag.IsThumbnail) != 0)
            throw ContainerException.Unreadable("whose first image is a thumbnail, as in a camera's raw file");
        if (directory.Has(TiffTag.TileWidth))
            throw ContainerException.Unreadable("in tiles");
        if (compression is OldJpeg or Jpeg)
            throw ContainerException.Unreadable("with JPEG files in it");
        if (!TiffStrip.Compressions.Contains(compression))
            throw ContainerException.Unreadable($"in compression {compression}");
        if (directory.Number(TiffTag.Photometric, BlackIsZero) is var colors and not (WhiteIsZero or BlackIsZero or Rgb or Palette))
            throw ContainerException.Unreadable($"in color space {colors}");
    }
}
