namespace MnistTrainer.Imaging.Tests;

/// <summary>Limits on memory and time, regardless of what a header claims.</summary>
public sealed class ImageCodecBoundsTests
{
    private static readonly Dictionary<string, byte[]> Claims = new()
    {
        ["png"] = new PngFile(10_000, 10_000, BitDepth: 8, ColorType: 6).WithData([]),
        ["png of one bit"] = new PngFile(10_000, 9_000, BitDepth: 1, ColorType: 0).WithData([]),
        ["png in passes"] = new PngFile(8_000, 4_000, BitDepth: 8, ColorType: 2) { IsInterlaced = true }.WithData([]),
        ["png in passes of 16 bits"] = new PngFile(8_000, 4_000, BitDepth: 16, ColorType: 6) { IsInterlaced = true }.WithData([]),
        ["jpeg in passes"] = new JpegFile(1, 1, Components: 3) { IsProgressive = true, ClaimedSize = (8_000, 8_000) }.Write(
            (_, _) => [9, 9, 9]
        ),
        ["jpeg of inks in passes"] = new JpegFile(1, 1, Components: 4) { IsProgressive = true, ClaimedSize = (8_000, 8_000) }.Write(
            (_, _) => [9, 9, 9, 9]
        ),
        ["jpeg of components apart"] = new JpegFile(1, 1, Components: 3) { IsApart = true, ClaimedSize = (8_000, 8_000) }.Write(
            (_, _) => [9, 9, 9]
        ),
        ["gif"] = new GifFile(10_000, 8_000).Write(new byte[64]),
        ["bmp"] = new BmpFile(10_000, 8_000, BitDepth: 24).Write([]),
        ["bmp in runs"] = new BmpFile(10_000, 8_000, BitDepth: 8) { Compression = 1, Palette = new byte[8] }.Write([0, 1]),
        ["webp"] = WebPFile.Write((16_000, 5_000), [true, false], dark: 0, light: 255),
    };

    /// <summary>
    /// The bytes per pixel: four decoded, plus the samples of interlaced rows, two bytes per coefficient, or four for WebP.
    /// </summary>
    [Theory]
    [InlineData("png", "10000x10000", 400)]
    [InlineData("png of one bit", "10000x9000", 360)]
    [InlineData("png in passes", "8000x4000", 32 * (4 + 3))]
    [InlineData("png in passes of 16 bits", "8000x4000", 32 * (4 + 8))]
    [InlineData("jpeg in passes", "8000x8000", (64 * 6) + (4 * 4))]
    [InlineData("jpeg of inks in passes", "8000x8000", (64 * 8) + (4 * 4))]
    [InlineData("jpeg of components apart", "8000x8000", (64 * 6) + (4 * 4))]
    [InlineData("gif", "10000x8000", 320)]
    [InlineData("bmp", "10000x8000", 320)]
    [InlineData("bmp in runs", "10000x8000", 320)]
    [InlineData("webp", "16000x5000", 320 + 5)]
    public void Rejects_images_that_need_too_much_memory_before_allocating_it(string claim, string size, int megabytes)
    {
        byte[] file = Claims[claim];
        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidImageException error = Assert.Throws<InvalidImageException>(() => ImageCodec.Decode(file, "bomb"));
        Assert.Equal(
            $"bomb: expected an image that needs at most 220 MB to decode, found {size} pixels, which need {megabytes} MB. "
                + "Save it smaller; a digit needs no more than a few hundred pixels a side.",
            error.Message
        );
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void Rejects_headers_of_more_than_100_megapixels()
    {
        byte[][] bombs =
        [
            new PngFile(60_000, 60_000, BitDepth: 8, ColorType: 6).WithData([]),
            new GifFile(60_000, 60_000).Write(new byte[64]),
            new BmpFile(60_000, 60_000, BitDepth: 24).Write([]),
            new JpegFile(1, 1, Components: 3) { ClaimedSize = (60_000, 60_000) }.Write((_, _) => [9, 9, 9]),
        ];
        foreach (byte[] bomb in bombs)
        {
            InvalidImageException error = Assert.Throws<InvalidImageException>(() => ImageCodec.Decode(bomb, "bomb"));
            Assert.Contains("100 megapixels, found 60000x60000", error.Message, StringComparison.Ordinal);
        }

        Assert.Throws<InvalidImageException>(() => ImageCodec.Decode(WebPFile.WithCanvas(60_000, 60_000), "bomb"));
    }

    /// <summary>
    /// A phone camera's 50 megapixels, decoded at a quarter of the width and height. Most of the claimed blocks are missing.
    /// </summary>
    [Fact]
    public void Shrinks_a_jpeg_of_50_megapixels_while_decoding()
    {
        byte[] jpeg = new JpegFile(2, 2, Components: 3) { ClaimedSize = (8160, 6120) }.Write((_, _) => [9, 128, 128]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        GrayImage image = ImageCodec.Decode(jpeg, "photograph");
        Assert.Equal((2040, 1530), (image.Width, image.Height));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 50_000_000);
    }

    /// <summary>Uniform blocks stay uniform when shrunk by eighths (ITU-T T.81 rounds sides up); 7/8 of 2304 is 2016.</summary>
    [Theory]
    [InlineData(256, 2048, 8)]
    [InlineData(288, 2016, 7)]
    [InlineData(504, 2016, 4)]
    [InlineData(750, 1500, 2)]
    public void Shrinks_a_large_jpeg_by_as_few_eighths_as_possible(int columns, int width, int side)
    {
        static int Level(int column) => 40 + (column * 7 % 180);
        GrayImage image = ImageCodec.Decode(new JpegFile(columns, 1, Components: 1).Write((column, _) => [Level(column)]), "wide");
        Assert.Equal((width, side), (image.Width, image.Height));
        Assert.All(Enumerable.Range(0, width), x => Assert.InRange(image[x, 0], Level(x / side) - 1, Level(x / side) + 1));
    }

    /// <summary>
    /// A chroma component of half the width and height has a quarter of the coefficients: 2 x (4 + 1 + 1) / 4 bytes per pixel.
    /// </summary>
    [Theory]
    [InlineData(0x11, 6)]
    [InlineData(0x21, 4)]
    [InlineData(0x22, 3)]
    public void Coarser_components_have_fewer_coefficients(byte factors, double expected)
    {
        byte[] jpeg = new JpegFile(1, 1, Components: 3) { IsProgressive = true }.Write((_, _) => [9, 9, 9]);
        jpeg[jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC2]) + 11] = factors;
        Assert.Equal(expected, JpegPasses.BytesOfPixel(jpeg));
    }

    [Fact]
    public void Single_pass_jpeg_files_keep_no_coefficients() =>
        Assert.Equal(0, JpegPasses.BytesOfPixel(new JpegFile(1, 1, Components: 3).Write((_, _) => [9, 9, 9])));

    private static readonly Dictionary<string, byte[]> Larger = new()
    {
        ["png"] = new PngFile(60, 50, BitDepth: 8, ColorType: 2).Write((x, y) => [Noise(x, y), Noise(y, x), Noise(x, x + y)]),
        ["png in passes"] = new PngFile(60, 50, BitDepth: 16, ColorType: 6) { IsInterlaced = true }.Write(
            (x, y) => [Noise(x, y), Noise(y, x), 7, Noise(x, x)]
        ),
        ["jpeg"] = new JpegFile(20, 20, Components: 3).Write((x, y) => [Noise(x, y), 100, 150]),
        ["jpeg in passes"] = new JpegFile(20, 20, Components: 4) { IsProgressive = true }.Write(
            (x, y) => [Noise(x, y), Noise(y, x), 150, 9]
        ),
        ["gif"] = new GifFile(12, 10).Write([.. Enumerable.Range(0, 120).Select(i => (byte)(Noise(i, i) % 4))]),
        ["bmp"] = new BmpFile(60, 50, BitDepth: 32).Write([.. Enumerable.Range(0, 60 * 50 * 4).Select(i => (byte)Noise(i, 1))]),
        ["webp"] = WebPFile.Write((60, 50), Enumerable.Range(0, 60 * 50).Select(i => Noise(i, 2) % 2 == 0), dark: 3, light: 200),
    };

    public static TheoryData<string> LargerFiles => [.. Larger.Keys];

    [Theory]
    [MemberData(nameof(LargerFiles))]
    public void Decodes_or_rejects_files_truncated_at_every_eighth(string file)
    {
        byte[] whole = Larger[file];
        GrayImage image = ImageCodec.Decode(whole, "whole");
        for (int eighths = 0; eighths < 8; eighths++)
        {
            try
            {
                GrayImage cut = ImageCodec.Decode(whole.AsSpan(0, whole.Length * eighths / 8), "cut");
                Assert.Equal((image.Width, image.Height), (cut.Width, cut.Height));
            }
            catch (InvalidImageException error)
            {
                Assert.StartsWith("cut: expected ", error.Message, StringComparison.Ordinal);
            }
        }
    }

    private static int Noise(int x, int y) => ((x * 7919) + (y * 104_729)) * 31 % 251;
}
