using System.Buffers.Binary;
using System.IO.Compression;

namespace MnistTrainer.Imaging.Tests;

/// <summary>Writes PNG files of any kind according to the specification (ISO/IEC 15948), independently of the codec under test.</summary>
/// <param name="Width">The number of columns in the header.</param>
/// <param name="Height">The number of rows in the header.</param>
/// <param name="BitDepth">The bits per sample: 1, 2, 4, 8 or 16.</param>
/// <param name="ColorType">0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGB and alpha.</param>
internal sealed record PngFile(int Width, int Height, int BitDepth, int ColorType)
{
    // The first column and row of each of Adam7's seven passes, and their steps.
    private static readonly (int X, int Y, int AcrossBy, int DownBy)[] Adam7 =
    [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];

    /// <summary>PLTE: red, green and blue of each entry; empty for none.</summary>
    public byte[] Palette { get; init; } = [];

    /// <summary>tRNS: the alpha of the first palette entries, or the transparent color; empty for none.</summary>
    public byte[] Transparency { get; init; } = [];

    /// <summary>eXIf: a TIFF file without pixels; empty for none.</summary>
    public byte[] Exif { get; init; } = [];

    /// <summary>Whether <see cref="Exif"/> is stored behind the pixels.</summary>
    public bool IsExifLast { get; init; }

    /// <summary>Whether the image is interlaced.</summary>
    public bool IsInterlaced { get; init; }

    /// <summary>Encodes the samples of all pixels.</summary>
    public byte[] Write(Func<int, int, int[]> samples)
    {
        using MemoryStream compressed = new();
        using (ZLibStream zlib = new(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach ((int x, int y, int acrossBy, int downBy) in IsInterlaced ? Adam7 : [(0, 0, 1, 1)])
            {
                for (int row = y; row < Height && x < Width; row += downBy)
                    zlib.Write([
                        0,
                        .. Pack(
                            Enumerable.Range(0, (Width - x + acrossBy - 1) / acrossBy).SelectMany(i => samples(x + (i * acrossBy), row))
                        ),
                    ]);
            }
        }

        return WithData(compressed.ToArray());
    }

    /// <summary>Encodes arbitrary bytes in place of the compressed pixels.</summary>
    public byte[] WithData(byte[] data) =>
        [
            0x89,
            0x50,
            0x4E,
            0x47,
            0x0D,
            0x0A,
            0x1A,
            0x0A,
            .. Chunk(
                "IHDR"u8,
                [.. BigEndian(Width), .. BigEndian(Height), (byte)BitDepth, (byte)ColorType, 0, 0, (byte)(IsInterlaced ? 1 : 0)]
            ),
            .. Palette.Length > 0 ? Chunk("PLTE"u8, Palette) : [],
            .. Transparency.Length > 0 ? Chunk("tRNS"u8, Transparency) : [],
            .. Exif.Length > 0 && !IsExifLast ? Chunk("eXIf"u8, Exif) : [],
            .. Chunk("IDAT"u8, data),
            .. Exif.Length > 0 && IsExifLast ? Chunk("eXIf"u8, Exif) : [],
            .. Chunk("IEND"u8, []),
        ];

    /// <summary>Packs samples, the highest bit first.</summary>
    private byte[] Pack(IEnumerable<int> samples)
    {
        List<byte> bytes = [];
        int used = 8;
        foreach (int sample in samples)
        {
            for (int bit = BitDepth - 1; bit >= 0; bit--, used++)
            {
                if (used == 8)
                {
                    bytes.Add(0);
                    used = 0;
                }

                bytes[^1] |= (byte)(((sample >> bit) & 1) << (7 - used));
            }
        }

        return [.. bytes];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
    {
        byte[] checkedPart = [.. type, .. content];
        return [.. BigEndian(content.Length), .. checkedPart, .. BigEndian((int)Crc32(checkedPart))];
    }

    private static byte[] BigEndian(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    // Annex D of the specification.
    private static uint Crc32(byte[] bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
