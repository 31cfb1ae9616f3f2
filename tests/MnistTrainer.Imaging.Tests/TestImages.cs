using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;

namespace MnistTrainer.Imaging.Tests;

/// <summary>
/// Image files to decode. All but JPEG and WebP are written according to their specifications, independently of the codec under test;
/// JPEG and WebP come from ImageSharp's encoders.
/// </summary>
internal static class TestImages
{
    /// <summary>One file of each format: 16 x 8 pixels, white except for the dark top left quarter.</summary>
    public static IReadOnlyDictionary<string, byte[]> Encoded { get; } =
        new Dictionary<string, byte[]>
        {
            ["png"] = Png(16, 8, DarkTopLeft),
            ["bmp"] = Bmp(16, 8, DarkTopLeft),
            ["gif"] = new GifFile(16, 8).Write([
                .. Enumerable.Range(0, 16 * 8).Select(i => (byte)(DarkTopLeft(i % 16, i / 16).Red > 0 ? 3 : 0)),
            ]),
            ["tiff"] = new TiffFile(16, 8, BitDepth: 8, Samples: 1).Write((x, y) => [DarkTopLeft(x, y).Red]),
            ["pgm"] = [.. "P5\n16 8\n255\n"u8, .. Enumerable.Range(0, 16 * 8).Select(i => DarkTopLeft(i % 16, i / 16).Red)],
            ["tga"] = new TgaFile(16, 8, Kind: 3, BitDepth: 8) { IsTopDown = true }.Write([
                .. Enumerable.Range(0, 16 * 8).Select(i => DarkTopLeft(i % 16, i / 16).Red),
            ]),
            ["jpeg"] = ImageSharp(16, 8, new JpegEncoder { Quality = 95 }),
            ["webp"] = ImageSharp(16, 8, new WebpEncoder { FileFormat = WebpFileFormatType.Lossy, Quality = 95 }),
        };

    /// <summary>The JPEG file of <see cref="Encoded"/> with an EXIF orientation, 1 to 8.</summary>
    public static byte[] JpegWithDarkTopLeft(byte orientation)
    {
        byte[] exif =
        [
            0xFF,
            0xE1,
            0,
            34,
            .. "Exif\0\0"u8,
            .. "MM\0*"u8,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            orientation,
            0,
            0,
            0,
            0,
            0,
            0,
        ];
        byte[] jpeg = Encoded["jpeg"];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    /// <summary>A PNG file with an alpha channel.</summary>
    public static byte[] Png(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue, byte Alpha)> color) =>
        new PngFile(width, height, BitDepth: 8, ColorType: 6).Write(
            (x, y) =>
            {
                (byte red, byte green, byte blue, byte alpha) = color(x, y);
                return [red, green, blue, alpha];
            }
        );

    /// <summary>A BMP file with 24 bits per pixel.</summary>
    public static byte[] Bmp(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue, byte Alpha)> color)
    {
        int stride = ((width * 3) + 3) / 4 * 4;
        byte[] pixels = new byte[stride * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (byte red, byte green, byte blue, _) = color(x, y);
                new[] { blue, green, red }.CopyTo(pixels, ((height - 1 - y) * stride) + (x * 3));
            }
        }

        return new BmpFile(width, height, BitDepth: 24).Write(pixels);
    }

    private static (byte Red, byte Green, byte Blue, byte Alpha) DarkTopLeft(int x, int y) =>
        x < 8 && y < 4 ? ((byte)0, (byte)0, (byte)0, (byte)255) : ((byte)255, (byte)255, (byte)255, (byte)255);

    private static byte[] ImageSharp(int width, int height, IImageEncoder encoder)
    {
        using Image<L8> image = new(width, height);
        for (int i = 0; i < width * height; i++)
            image[i % width, i / width] = new L8(DarkTopLeft(i % width, i / width).Red);
        using MemoryStream file = new();
        image.Save(file, encoder);
        return file.ToArray();
    }
}
