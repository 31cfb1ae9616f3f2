using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace MnistTrainer.Imaging.Tests;

/// <summary>
/// Picture files to decode. PNG, BMP and GIF are written here by their specifications, so that the codec is not tested by itself alone;
/// JPEG and WebP come from SkiaSharp.
/// </summary>
internal static class TestPictures
{
    /// <summary>One file of each format: 16 x 8 pixels, white but for its dark top left quarter.</summary>
    public static IReadOnlyDictionary<string, byte[]> Encoded { get; } = new Dictionary<string, byte[]>
    {
        ["png"] = Png(16, 8, DarkTopLeft),
        ["bmp"] = Bmp(16, 8, DarkTopLeft),
        ["gif"] = Gif(16, 8, (x, y) => DarkTopLeft(x, y).Red > 0),
        ["jpeg"] = Skia(16, 8, SKEncodedImageFormat.Jpeg),
        ["webp"] = Skia(16, 8, SKEncodedImageFormat.Webp),
    };

    /// <summary>The JPEG file of <see cref="Encoded"/> with an EXIF orientation, 1 to 8.</summary>
    public static byte[] JpegWithDarkTopLeft(byte orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        byte[] jpeg = Encoded["jpeg"];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    /// <summary>A PNG file with an alpha channel.</summary>
    public static byte[] Png(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue, byte Alpha)> colour)
    {
        using MemoryStream compressed = new();
        using (ZLibStream zlib = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                for (int x = 0; x < width; x++)
                {
                    (byte red, byte green, byte blue, byte alpha) = colour(x, y);
                    zlib.Write([red, green, blue, alpha]);
                }
            }
        }

        return [.. PngHeader(width, height), .. Chunk("IDAT"u8, compressed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    /// <summary>A PNG file that promises pixels and holds none.</summary>
    public static byte[] PngWithoutPixels(int width, int height) =>
        [.. PngHeader(width, height), .. Chunk("IDAT"u8, []), .. Chunk("IEND"u8, [])];

    private static byte[] PngHeader(int width, int height) =>
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR"u8, [.. BigEndian(width), .. BigEndian(height), 8, 6, 0, 0, 0])];

    /// <summary>A BMP file of 24 bits a pixel.</summary>
    public static byte[] Bmp(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue, byte Alpha)> colour)
    {
        int stride = ((width * 3) + 3) / 4 * 4;
        byte[] file = new byte[54 + (stride * height)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        file[26] = 1;
        file[28] = 24;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (byte red, byte green, byte blue, _) = colour(x, y);
                new[] { blue, green, red }.CopyTo(file, 54 + ((height - 1 - y) * stride) + (x * 3));
            }
        }

        return file;
    }

    private static (byte Red, byte Green, byte Blue, byte Alpha) DarkTopLeft(int x, int y) =>
        x < 8 && y < 4 ? ((byte)0, (byte)0, (byte)0, (byte)255) : ((byte)255, (byte)255, (byte)255, (byte)255);

    // Two colours; LZW without compression: a clear code before every second pixel keeps codes at three bits.
    private static byte[] Gif(int width, int height, Func<int, int, bool> isWhite)
    {
        const int Clear = 4, End = 5;
        List<int> codes = [];
        for (int i = 0; i < width * height; i++)
        {
            if (i % 2 == 0)
                codes.Add(Clear);
            codes.Add(isWhite(i % width, i / width) ? 1 : 0);
        }

        codes.Add(End);
        byte[] packed = new byte[((codes.Count * 3) + 7) / 8];
        for (int bit = 0; bit < codes.Count * 3; bit++)
            packed[bit / 8] |= (byte)(((codes[bit / 3] >> (bit % 3)) & 1) << (bit % 8));
        byte[] size = [(byte)width, 0, (byte)height, 0];
        return
        [
            .. "GIF89a"u8, .. size, 0x80, 0, 0, 0, 0, 0, 255, 255, 255,
            0x2C, 0, 0, 0, 0, .. size, 0, 2, (byte)packed.Length, .. packed, 0, 0x3B,
        ];
    }

    private static byte[] Skia(int width, int height, SKEncodedImageFormat format)
    {
        byte[] grey = new byte[width * height];
        for (int i = 0; i < grey.Length; i++)
            grey[i] = DarkTopLeft(i % width, i / width).Red;
        GCHandle pinned = GCHandle.Alloc(grey, GCHandleType.Pinned);
        try
        {
            using SKPixmap pixmap = new(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque), pinned.AddrOfPinnedObject());
            return pixmap.Encode(format, quality: 95)!.ToArray();
        }
        finally
        {
            pinned.Free();
        }
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

    // PNG specification, annex D.
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
