namespace MnistTrainer.Imaging.Tests;

/// <summary>Limits on memory and time, regardless of what a header claims.</summary>
public sealed class ImageCodecBoundsTests
{
    private static readonly Dictionary<string, byte[]> Claims = new()
    {
        ["png"] = new PngFile(10_000, 10_000, BitDepth: 8, ColorType: 6).WithData([]),
        ["png of one bit"] = new PngFile(10_000, 9_000, BitDepth: 1, ColorType: 0).WithData([]),
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
        ["bmp"] = new BmpFile(10_000, 9_000, BitDepth: 1) { Palette = new byte[8] }.Write(new byte[1252 * 9_000]),
        ["bmp in runs"] = new BmpFile(10_000, 8_000, BitDepth: 8) { Compression = 1, Palette = new byte[8] }.Write([0, 1]),
        ["webp"] = WebPFile.Write((16_000, 5_000), [true, false], dark: 0, light: 255),
    };

    /// <summary>
    /// The bytes per pixel: three decoded, or four with alpha; what the decoder keeps besides: two bytes per coefficient of JPEG in passes, an
    /// index of GIF and of runs, with a mark in runs, the colors once more of WebP; and the result, of four bytes per square of pixels that becomes one.
    /// </summary>
    [Theory]
    [InlineData("png", "a PNG image of 10000x10000", 100 * (4 + (4 / 25.0)))]
    [InlineData("png of one bit", "a PNG image of 10000x9000", 90 * (3 + (4 / 25.0)))]
    [InlineData("jpeg in passes", "a JPEG image of 8000x8000", 64 * (3 + 6 + (4 / 16.0)))]
    [InlineData("jpeg of inks in passes", "a JPEG image of 8000x8000", 64 * (3 + 8 + (4 / 16.0)))]
    [InlineData("jpeg of components apart", "a JPEG image of 8000x8000", 64 * (3 + 6 + (4 / 16.0)))]
    [InlineData("gif", "a GIF image of 10000x8000", 80 * (4 + 1 + (4 / 25.0)))]
    [InlineData("bmp", "a BMP image of 10000x9000", (90 * (3 + (4 / 25.0))) + (2 * 11.268))]
    [InlineData("bmp in runs", "a BMP image of 10000x8000", 80 * (3 + 2 + (4 / 25.0)))]
    [InlineData("webp", "a WebP image of 16000x5000", 80 * (4 + 4 + (4 / 64.0)))]
    public void Rejects_images_that_need_too_much_memory_before_allocating_it(string claim, string found, double megabytes)
    {
        byte[] file = Claims[claim];
        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidImageException error = Assert.Throws<InvalidImageException>(() => ImageCodec.Decode(file, "bomb"));
        Assert.Equal(
            $"bomb: expected an image that needs at most 220 MB to decode, found {found} pixels, which need {Math.Floor(megabytes)} MB. "
                + "Save it smaller; a digit needs no more than a few hundred pixels a side.",
            error.Message
        );

        // What is taken from the file, and no pixels.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000 + (3L * file.Length));
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
            Assert.Contains("at most 100 megapixels, found a", error.Message, StringComparison.Ordinal);
            Assert.Contains("image of 60000x60000 pixels. Save it smaller;", error.Message, StringComparison.Ordinal);
        }

        Assert.Throws<InvalidImageException>(() => ImageCodec.Decode(WebPFile.WithCanvas(60_000, 60_000), "bomb"));
    }

    /// <summary>A phone camera's 50 megapixels: three bytes each, and the result.</summary>
    [Fact]
    public void Shrinks_a_jpeg_of_50_megapixels_within_the_limit()
    {
        byte[] jpeg = new JpegFile(1020, 765, Components: 3).Write((_, _) => [90, 128, 128]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        GrayImage image = ImageCodec.Decode(jpeg, "photograph");
        Assert.Equal((2040, 1530), (image.Width, image.Height));
        Assert.Equal(-1, image.Pixels.IndexOfAnyExcept((byte)90));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, ImageCodec.MaximumMemory);
    }

    /// <summary>Blocks of eight pixels of one color stay uniform when shrunk by a factor of it.</summary>
    [Theory]
    [InlineData(256, 2048, 8)]
    [InlineData(288, 1152, 4)]
    [InlineData(504, 2016, 4)]
    [InlineData(1000, 2000, 2)]
    public void Shrinks_a_large_image_by_the_smallest_whole_factor(int columns, int width, int side)
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
        Assert.Equal(expected, JpegContainer.Walk(jpeg).KeptPerPixel);
    }

    [Fact]
    public void Single_pass_jpeg_files_keep_no_coefficients() =>
        Assert.Equal(0, JpegContainer.Walk(new JpegFile(1, 1, Components: 3).Write((_, _) => [9, 9, 9])).KeptPerPixel);
}
