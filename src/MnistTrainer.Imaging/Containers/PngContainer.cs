using System.Buffers.Binary;
using System.IO.Hashing;

namespace MnistTrainer.Imaging;

/// <summary>
/// Walks through a PNG file (ISO/IEC 15948). The decoder gets the header, the palette, transparency and the pixels, as one chunk each. The
/// pixels are inflated once to see that all of them are there, since decoders leave out what is missing without a word.
/// </summary>
internal static class PngContainer
{
    private const int SignatureLength = 8;
    private const int LargestPalette = 3 * 256;

    // More than the lengths, types and sums of five chunks, with the transparency of a palette.
    private const int LengthOfFrames = 512;

    private static readonly (int ColorType, int Samples, int[] BitDepths)[] Kinds =
    [
        (0, 1, [1, 2, 4, 8, 16]),
        (2, 3, [8, 16]),
        (3, 1, [1, 2, 4, 8]),
        (4, 2, [8, 16]),
        (6, 4, [8, 16]),
    ];

    // The first column and row of each of Adam7's passes, and the steps (clause 8.2).
    private static readonly (int X, int Y, int Across, int Down)[] Adam7 =
    [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];

    /// <inheritdoc cref="ImageContainer.Walk"/>
    public static ImageContainer Walk(ReadOnlySpan<byte> file)
    {
        ContainerReader reader = new(file, isLittleEndian: false);
        _ = reader.Take(SignatureLength, "signature");
        ReadOnlySpan<byte> header = Chunk(ref reader);
        if (!header.StartsWith("IHDR"u8) || header.Length != 4 + 13)
            throw ContainerException.Damaged("without a header at its start");
        header = header[4..];
        (int width, int height) = ImageContainer.Sides(
            BinaryPrimitives.ReadUInt32BigEndian(header),
            BinaryPrimitives.ReadUInt32BigEndian(header[4..])
        );
        (int bitDepth, int colorType, bool isInterlaced) = (header[8], header[9], header[12] == 1);
        int samples = SamplesOf(bitDepth, colorType, header);
        (int orientation, int frames) = (Orientation.Stored, 1);
        ReadOnlySpan<byte> palette = default;
        ReadOnlySpan<byte> transparency = default;
        MemoryStream essentials = new(file.Length + LargestPalette + LengthOfFrames);
        essentials.Write(file[..SignatureLength]);
        Write(essentials, "IHDR"u8, header);
        long start = 0;
        while (true)
        {
            ReadOnlySpan<byte> chunk = Chunk(ref reader);
            ReadOnlySpan<byte> type = chunk[..4];
            ReadOnlySpan<byte> content = chunk[4..];
            if (type.SequenceEqual("IEND"u8))
                break;
            if (type.SequenceEqual("eXIf"u8))
                orientation = Exif.OrientationOf(content);
            else if (type.SequenceEqual("acTL"u8) && content.Length >= 4)
                frames = Math.Max(1, BinaryPrimitives.ReadInt32BigEndian(content));
            else if (type.SequenceEqual("PLTE"u8))
                palette = content;
            else if (type.SequenceEqual("tRNS"u8))
                transparency = content;
            else if (type.SequenceEqual("IDAT"u8))
            {
                if (start == 0)
                    start = Begin(essentials, Padded(palette, colorType, bitDepth), transparency);
                essentials.Write(content);
            }
        }

        if (start == 0)
            throw ContainerException.Damaged("without pixels");
        int length = (int)(essentials.Length - start);
        End(essentials, (int)start, length);
        return new(ContainerFormat.Png, width, height, essentials)
        {
            Orientation = orientation,
            Frames = frames,
            Has16Bits = bitDepth == 16,
            HasAlpha = colorType >= 4 || !transparency.IsEmpty,
            CheckPixels = () =>
            {
                MemoryStream pixels = new(essentials.GetBuffer(), (int)start, length, writable: false);
                long expected = InflatedLength(width, height, samples * bitDepth, isInterlaced);
                long found = Inflation.CountBytes(pixels, expected);
                if (found < expected)
                    throw ContainerException.Damaged($"with only {found} of the {expected} bytes of its pixels");
            },
        };
    }

    /// <summary>Writes what precedes the pixels.</summary>
    /// <returns>The position of the pixels.</returns>
    private static long Begin(MemoryStream essentials, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency)
    {
        if (!palette.IsEmpty)
            Write(essentials, "PLTE"u8, palette);
        if (!transparency.IsEmpty)
            Write(essentials, "tRNS"u8, transparency);
        essentials.Write("\0\0\0\0IDAT"u8);
        return essentials.Position;
    }

    /// <summary>Completes the chunk of the pixels, and ends the file.</summary>
    private static void End(MemoryStream essentials, int start, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(essentials.GetBuffer().AsSpan(start - 8), length);
        WriteSum(essentials, essentials.GetBuffer().AsSpan(start - 4, 4 + length));
        Write(essentials, "IEND"u8, []);
    }

    /// <summary>Reads a chunk, and checks its sum if an image cannot be shown without it.</summary>
    /// <returns>Its type, of four bytes, and its content.</returns>
    private static ReadOnlySpan<byte> Chunk(scoped ref ContainerReader reader)
    {
        uint length = reader.Int("chunks");
        ReadOnlySpan<byte> chunk = reader.Take(length + 4L, "chunks");
        bool isCritical = char.IsAsciiLetterUpper((char)chunk[0]);
        if (reader.Int("chunks") != Crc32.HashToUInt32(chunk) && isCritical)
            throw ContainerException.Damaged("with a wrong checksum");
        return chunk;
    }

    private static int SamplesOf(int bitDepth, int colorType, ReadOnlySpan<byte> header)
    {
        foreach ((int type, int samples, int[] bitDepths) in Kinds)
        {
            if (type == colorType && bitDepths.Contains(bitDepth) && header[10] == 0 && header[11] == 0 && header[12] <= 1)
                return samples;
        }

        throw ContainerException.Damaged("with an invalid header");
    }

    private static long InflatedLength(int width, int height, int bitsPerPixel, bool isInterlaced)
    {
        long bytes = 0;
        foreach ((int x, int y, int across, int down) in isInterlaced ? Adam7 : [(0, 0, 1, 1)])
        {
            long columns = (width - x + across - 1) / across;
            long rows = (height - y + down - 1) / down;

            // A byte before each row names its filter; a pass without columns has none.
            if (columns > 0)
                bytes += rows * (1 + (((columns * bitsPerPixel) + 7) / 8));
        }

        return bytes;
    }

    /// <summary>The palette with a color for every value of a pixel, since the decoder does not check them; empty if none is needed.</summary>
    private static byte[] Padded(ReadOnlySpan<byte> palette, int colorType, int bitDepth)
    {
        if (colorType != 3)
            return [];
        if (palette.IsEmpty || palette.Length % 3 != 0 || palette.Length > LargestPalette)
            throw ContainerException.Damaged("without a valid palette");
        byte[] padded = new byte[Math.Max(3 << bitDepth, palette.Length)];
        palette.CopyTo(padded);
        return padded;
    }

    private static void Write(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        file.Write(length);
        byte[] chunk = [.. type, .. content];
        file.Write(chunk);
        WriteSum(file, chunk);
    }

    private static void WriteSum(MemoryStream file, ReadOnlySpan<byte> chunk)
    {
        Span<byte> sum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc32.HashToUInt32(chunk));
        file.Write(sum);
    }
}
