using MnistTrainer.Imaging;
using MnistTrainer.Imaging.Tests;

namespace MnistTrainer.Benchmarks.Fuzzing;

/// <summary>The decoders of images, one target per format. Most damage is behind the seeds' first bytes, so the format stays.</summary>
internal static class ImageTargets
{
    /// <summary>All formats.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Of(
            "png",
            new PngFile(9, 7, BitDepth: 8, ColorType: 6).Write((x, y) => [x * 9, y * 9, 100, 255]),
            new PngFile(9, 7, BitDepth: 16, ColorType: 0) { IsInterlaced = true }.Write((x, y) => [x * y * 999]),
            new PngFile(9, 7, BitDepth: 2, ColorType: 3) { Palette = [9, 9, 9, 200, 200, 200], Transparency = [3] }.Write(
                (x, y) => [(x + y) % 2]
            )
        ),
        Of(
            "jpeg",
            new JpegFile(3, 2, Components: 3).Write((x, y) => [x * 40, y * 40, 99]),
            new JpegFile(3, 2, Components: 4) { IsProgressive = true, AdobeTransform = 2 }.Write((x, y) => [x * 40, y * 40, 99, 7]),
            new JpegFile(3, 2, Components: 3) { IsApart = true }.Write((x, y) => [x * 40, y * 40, 99])
        ),
        Of(
            "gif",
            new GifFile(9, 7).Write([.. Enumerable.Range(0, 63).Select(i => (byte)(i % 4))]),
            new GifFile(9, 7) { IsInterlaced = true, Transparent = 1 }.Write(new byte[63], new byte[63])
        ),
        Of(
            "webp",
            WebPFile.Write((9, 7), Enumerable.Range(0, 63).Select(i => i % 3 == 0), dark: 3, light: 200),
            TestImages.Encoded["webp"]
        ),
        Of(
            "bmp",
            new BmpFile(9, 7, BitDepth: 24).Write(new byte[28 * 7]),
            new BmpFile(9, 7, BitDepth: 4) { Palette = new byte[64] }.Write(new byte[8 * 7]),
            new BmpFile(6, 2, BitDepth: 8) { Palette = new byte[8], Compression = 1 }.Write([3, 1, 0, 3, 0, 1, 0, 0, 0, 0, 6, 0, 0, 1])
        ),
        Of(
            "tiff",
            new TiffFile(9, 7, BitDepth: 8, Samples: 3)
            {
                Photometric = 2,
                Compression = 5,
                RowsPerStrip = 3,
            }.Write((x, y) => [x, y, 9]),
            new TiffFile(9, 7, BitDepth: 16, Samples: 1) { IsLittleEndian = false, Compression = 8 }.Write((x, y) => [x * y * 999]),
            new TiffFile(9, 7, BitDepth: 1, Samples: 1) { Compression = 32773, HasSecondImage = true }.Write((x, y) => [(x + y) % 2]),
            new TiffFile(8, 2, BitDepth: 1, Samples: 1) { Compression = 4, Photometric = 0 }.WithStrips([0x31, 0xF8, 0x00, 0x80, 0x08])
        ),
        Of(
            "pnm",
            [.. "P5\n# gray\n9 7\n255\n"u8, .. Enumerable.Range(0, 63).Select(i => (byte)i)],
            [.. "P3 2 2 255 1 2 3 40 50 60 100 110 120 200 210 220\n"u8],
            [.. "P4\n9 2\n"u8, 1, 2, 3, 4],
            [.. "P1 3 2 101010"u8]
        ),
        Of(
            "tga",
            new TgaFile(9, 7, Kind: 2, BitDepth: 32).Write(new byte[9 * 7 * 4]),
            new TgaFile(3, 1, Kind: 1, BitDepth: 8) { Palette = [10, 10, 10, 200, 200, 200], HasFooter = true }.Write([0, 1, 0]),
            new TgaFile(5, 1, Kind: 11, BitDepth: 8).Write([0x82, 7, 0x01, 8, 9])
        ),
    ];

    private static FuzzTarget Of(string name, params byte[][] seeds) =>
        new(name, seeds, bytes => ImageCodec.Decode(bytes, "input")) { MostAllocated = ImageCodec.MaximumMemory + 40_000_000 };
}
