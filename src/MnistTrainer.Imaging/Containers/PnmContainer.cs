using System.Buffers.Binary;

namespace MnistTrainer.Imaging;

/// <summary>
/// Walks through a PNM file: PBM, PGM or PPM, as text (P1 to P3) or bytes (P4 to P6). The decoder gets the
/// pixels as a TIFF file without compression: its own reading of PNM takes the first pixels for white space if they have the values of it.
/// </summary>
internal static class PnmContainer
{
    private const int MostLevels = 65535;

    /// <inheritdoc cref="ImageContainer.Walk"/>
    public static ImageContainer Walk(ReadOnlySpan<byte> file)
    {
        int kind = file[1] - '0';
        PnmText text = new(file, position: 2);
        (int width, int height) = ImageContainer.Sides(text.Number("header"), text.Number("header"));
        bool isBitmap = kind is 1 or 4;
        int samples = kind is 3 or 6 ? 3 : 1;
        int levels = isBitmap ? 1 : text.Number("header");
        if (levels is < 1 or > MostLevels)
            throw ContainerException.Damaged($"with {levels} levels");
        int count = width * height * samples;

        // Eight pixels of a bitmap in a byte stay as they are: 1 is ink. A sample of text takes a byte at the least.
        bool isBits = kind == 4;
        int length = isBits ? (width + 7) / 8 * height : count;
        text.CheckLeft(kind > 4 && levels > byte.MaxValue ? 2L * length : length);
        byte[] pixels = new byte[length];
        if (kind <= 3)
            CopyText(ref text, pixels, levels, isBitmap);
        else
            CopyBytes(ref text, pixels, isBits ? byte.MaxValue : levels);
        TiffDirectory directory = TiffDirectory.Of(
            (TiffTag.ImageWidth, [width]),
            (TiffTag.ImageLength, [height]),
            (TiffTag.BitsPerSample, [.. Enumerable.Repeat(isBits ? 1 : 8, samples)]),
            (TiffTag.Compression, [1]),
            (
                TiffTag.Photometric,
                [
                    isBits ? 0
                    : samples == 3 ? 2
                    : 1,
                ]
            ),
            (TiffTag.SamplesPerPixel, [samples]),
            (TiffTag.RowsPerStrip, [height])
        );
        return new(ContainerFormat.Tiff, width, height, directory.Write(pixels, [0], [(uint)pixels.Length])) { KeptPerPixel = samples };
    }

    private static void CopyText(ref PnmText text, Span<byte> pixels, int levels, bool isBitmap)
    {
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = isBitmap ? Level(1 - text.Bit(), 1) : Level(text.Number("pixels"), levels);
    }

    private static void CopyBytes(ref PnmText text, Span<byte> pixels, int levels)
    {
        bool isLong = levels > byte.MaxValue;
        ReadOnlySpan<byte> bytes = text.Bytes(isLong ? 2L * pixels.Length : pixels.Length);
        if (levels == byte.MaxValue)
        {
            bytes.CopyTo(pixels);
            return;
        }

        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = Level(isLong ? BinaryPrimitives.ReadUInt16BigEndian(bytes[(2 * i)..]) : bytes[i], levels);
    }

    private static byte Level(int value, int levels) =>
        value <= levels
            ? (byte)(((value * byte.MaxValue) + (levels / 2)) / levels)
            : throw ContainerException.Damaged($"with a level of {value}, over its {levels}");
}
