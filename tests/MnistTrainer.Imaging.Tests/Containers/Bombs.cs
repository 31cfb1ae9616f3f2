using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace MnistTrainer.Imaging.Tests;

/// <summary>Small image files that make a decoder use much memory or time, or read from where nothing is, by kind.</summary>
internal static class Bombs
{
    private const int Much = 200_000_000;

    /// <summary>All files by name.</summary>
    public static IReadOnlyDictionary<string, byte[]> All { get; } =
        new Dictionary<string, byte[]>
        {
            ["png of 60,000x60,000"] = new PngFile(60_000, 60_000, BitDepth: 8, ColorType: 6).WithData(Zeros(1000)),
            ["png of two billion columns"] = new PngFile(int.MaxValue, 1, BitDepth: 1, ColorType: 0).WithData(Zeros(1000)),
            ["png of 40 megapixels without pixels"] = new PngFile(8000, 5000, BitDepth: 1, ColorType: 0).WithData(Zeros(10)),
            ["png in passes without pixels"] = new PngFile(8000, 5000, BitDepth: 1, ColorType: 0) { IsInterlaced = true }.WithData(
                Zeros(10)
            ),
            ["png whose pixels inflate without end"] = new PngFile(4, 4, BitDepth: 8, ColorType: 0).WithData(Zeros(Much)),
            ["png with text that inflates (zTXt)"] = WithChunk("zTXt", [.. "Comment\0\0"u8, .. Zeros(Much)]),
            ["png with text that inflates (iTXt)"] = WithChunk("iTXt", [.. "Comment\0\u0001\0\0\0"u8, .. Zeros(Much)]),
            ["png with a profile that inflates (iCCP)"] = WithChunk("iCCP", [.. "Profile\0\0"u8, .. Zeros(Much)]),
            ["png with a palette of a million colors"] = new PngFile(4, 4, BitDepth: 8, ColorType: 3)
            {
                Palette = new byte[3_000_000],
            }.Write((_, _) => [1]),
            ["png with a chunk of four billion bytes"] = Patched(WithChunk("tEXt", [1]), "tEXt"u8, -4, [0xFF, 0xFF, 0xFF, 0xFF]),
            ["png with a thousand frames (APNG)"] = WithChunks("fdAT", [0, 0, 0, 1, .. Zeros(1_000_000)], 1000),
            ["jpeg of 65,500x65,500"] = Jpeg(65_500, 65_500),
            ["jpeg of 50 megapixels without pixels"] = Jpeg(8160, 6120),
            ["jpeg in passes of 25 megapixels without pixels"] = Jpeg(5000, 5000, isProgressive: true),
            ["jpeg of five thousand scans"] = ManyScans(5000),
            ["jpeg with profiles of a megabyte"] = WithSegments(Jpeg(8, 8), 0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. new byte[60_000]], 16),
            ["jpeg with an orientation that refers to itself"] = WithSegments(
                Jpeg(8, 8),
                0xE1,
                [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 0xFF, 0xFF, .. Enumerable.Repeat((byte)8, 60_000)],
                1
            ),
            ["gif of 65,535x65,535"] = new GifFile(65_535, 65_535).Write(new byte[64]),
            ["gif of three hundred frames"] = new GifFile(120, 1).Write([.. Enumerable.Repeat(new byte[120], 300)]),
            ["gif with a frame outside"] = Patched(new GifFile(8, 8).Write(new byte[64]), [0x2C, 0, 0], 5, [0xFF, 0xFF]),
            ["gif of 40 megapixels with few pixels"] = new GifFile(8000, 5000).Write(new byte[64]),
            ["webp of 16,384x16,384"] = WebPFile.Write((16_384, 16_384), [true], dark: 0, light: 255),
            ["webp whose canvas has sixteen million columns"] = WebPFile.WithCanvas(1 << 24, 1),
            ["webp of one color and 26 megapixels"] = WebPFile.Write((5200, 5000), [true], dark: 0, light: 255),
            ["bmp whose pixels start at two billion"] = Patched(
                new BmpFile(8, 8, BitDepth: 24).Write(new byte[192]),
                "BM"u8,
                10,
                [0, 0, 0, 0x7F]
            ),
            ["bmp of two billion columns"] = new BmpFile(int.MaxValue, 1, BitDepth: 24).Write(new byte[64]),
            ["bmp of two billion rows, top down"] = new BmpFile(1, int.MinValue, BitDepth: 24).Write(new byte[64]),
            ["bmp of a palette of four billion colors"] = Patched(
                new BmpFile(8, 8, BitDepth: 8) { Palette = new byte[1024] }.Write(new byte[64]),
                "BM"u8,
                46,
                [0xFF, 0xFF, 0xFF, 0xFF]
            ),
            ["bmp in runs of 48 megapixels"] = new BmpFile(8000, 6000, BitDepth: 8) { Compression = 1, Palette = new byte[8] }.Write([
                0,
                1,
            ]),
            ["bmp with a PNG file in it"] = new BmpFile(8, 8, BitDepth: 24) { Compression = 5 }.Write(WithChunk("zTXt", Zeros(1000))),
            ["tiff of 60,000x60,000"] = new TiffFile(60_000, 60_000, BitDepth: 8, Samples: 1).WithStrips([0]),
            ["tiff of a strip that inflates without end"] = new TiffFile(64, 64, BitDepth: 8, Samples: 1) { Compression = 8 }.WithStrips(
                Zeros(Much)
            ),
            ["tiff of 30 megapixels without pixels"] = new TiffFile(6000, 5000, BitDepth: 8, Samples: 1) { Compression = 8 }.WithStrips(
                Zeros(10)
            ),
            ["tiff with a tag of a billion numbers"] = Patched(
                new TiffFile(8, 8, BitDepth: 8, Samples: 3) { Photometric = 2 }.Write((_, _) => [1, 2, 3]),
                [0x02, 0x01, 3, 0],
                4,
                [0, 0, 0, 0x40]
            ),
            ["tiff of rows per strip without end"] = Patched(
                new TiffFile(9, 7, BitDepth: 16, Samples: 1) { Compression = 8 }.Write((_, _) => [9]),
                [0x16, 0x01, 4, 0, 1, 0, 0, 0],
                8,
                [0, 0, 0, 0x2F]
            ),
            ["tiff whose directory is itself a strip"] = new TiffFile(8, 8, BitDepth: 8, Samples: 1) { RowsPerStrip = 1 }.WithStrips([
                .. Enumerable.Range(0, 8).Select(_ => Array.Empty<byte>()),
            ]),
            ["pgm of 9,999x9,999"] = [.. "P5\n9999 9999\n255\n"u8, 0],
            ["pgm as text of 9,999x9,999"] = [.. "P2\n9999 9999\n255\n0 0 0"u8],
            ["pbm of two billion columns"] = [.. "P4\n2147483647 2147483647\n"u8, 0],
            ["tga of 65,535x65,535"] = new TgaFile(65_535, 65_535, Kind: 10, BitDepth: 32).Write([0xFF, 1, 2, 3, 4]),
            ["tga in runs of 40 megapixels without pixels"] = new TgaFile(8000, 5000, Kind: 10, BitDepth: 24).Write([0xFF, 1, 2, 3]),
        };

    private static byte[] Zeros(int count)
    {
        using MemoryStream compressed = new();
        using (ZLibStream zlib = new(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (byte[] piece = new byte[1 << 16]; count > 0; count -= piece.Length)
                zlib.Write(piece.AsSpan(0, Math.Min(count, piece.Length)));
        }

        return compressed.ToArray();
    }

    private static byte[] WithChunk(string type, byte[] content) => WithChunks(type, content, 1);

    private static byte[] WithChunks(string type, byte[] content, int count)
    {
        byte[] png = new PngFile(4, 4, BitDepth: 8, ColorType: 0).Write((_, _) => [9]);
        byte[] sealedPart = [.. System.Text.Encoding.ASCII.GetBytes(type), .. content];
        byte[] chunk = [.. BigEndian(content.Length), .. sealedPart, .. BigEndian((int)Crc32.HashToUInt32(sealedPart))];
        const int headerEnd = 8 + 12 + 13;
        return [.. png[..headerEnd], .. Enumerable.Repeat(chunk, count).SelectMany(bytes => bytes), .. png[headerEnd..]];
    }

    private static byte[] BigEndian(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Jpeg(int width, int height, bool isProgressive = false) =>
        new JpegFile(1, 1, Components: 3) { ClaimedSize = (width, height), IsProgressive = isProgressive }.Write((_, _) => [9, 9, 9]);

    private static byte[] WithSegments(byte[] jpeg, byte marker, byte[] content, int count)
    {
        byte[] segment = [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];
        return [.. jpeg[..2], .. Enumerable.Repeat(segment, count).SelectMany(bytes => bytes), .. jpeg[2..]];
    }

    private static byte[] ManyScans(int count)
    {
        byte[] jpeg = new JpegFile(100, 100, Components: 1) { IsProgressive = true }.Write((_, _) => [9]);
        int scan = jpeg.AsSpan().LastIndexOf([(byte)0xFF, (byte)0xDA]);
        return [.. jpeg[..scan], .. Enumerable.Repeat(jpeg[scan..^2], count).SelectMany(bytes => bytes), 0xFF, 0xD9];
    }

    private static byte[] Patched(byte[] file, ReadOnlySpan<byte> mark, int offset, byte[] bytes)
    {
        bytes.CopyTo(file, file.AsSpan().IndexOf(mark) + offset);
        return file;
    }
}
