namespace MnistTrainer.Imaging.Tests;

/// <summary>Files that are cut off or changed: each is decoded as a whole or rejected, never decoded in part.</summary>
public sealed class DamageTests
{
    private static readonly Dictionary<string, byte[]> Whole = new(TestImages.Encoded)
    {
        ["larger png"] = new PngFile(60, 50, BitDepth: 8, ColorType: 2).Write((x, y) => [Noise(x, y), Noise(y, x), Noise(x, x + y)]),
        ["png in passes"] = new PngFile(60, 50, BitDepth: 16, ColorType: 6) { IsInterlaced = true }.Write(
            (x, y) => [Noise(x, y), Noise(y, x), 7, Noise(x, x)]
        ),
        ["palette"] = new PngFile(9, 9, BitDepth: 2, ColorType: 3) { Palette = [9, 9, 9, 200, 200, 200] }.Write((x, y) => [(x + y) % 2]),
        ["larger jpeg"] = new JpegFile(20, 20, Components: 3).Write((x, y) => [Noise(x, y), 100, 150]),
        ["jpeg in passes"] = new JpegFile(20, 20, Components: 4) { IsProgressive = true }.Write(
            (x, y) => [Noise(x, y), Noise(y, x), 150, 9]
        ),
        ["larger gif"] = new GifFile(12, 10).Write([.. Enumerable.Range(0, 120).Select(i => (byte)(Noise(i, i) % 4))]),
        ["larger bmp"] = new BmpFile(60, 50, BitDepth: 32).Write([.. Enumerable.Range(0, 60 * 50 * 4).Select(i => (byte)Noise(i, 1))]),
        ["bmp in runs"] = new BmpFile(6, 2, BitDepth: 8) { Palette = [9, 9, 9, 0, 200, 200, 200, 0], Compression = 1 }.Write([
            3,
            1,
            0,
            3,
            0,
            1,
            0,
            0,
            0,
            0,
            6,
            0,
            0,
            1,
        ]),
        ["lossless webp"] = WebPFile.Write((60, 50), Enumerable.Range(0, 60 * 50).Select(i => Noise(i, 2) % 2 == 0), dark: 3, light: 200),
        ["tiff"] = new TiffFile(20, 15, BitDepth: 8, Samples: 1).Write((x, y) => [Noise(x, y)]),
        ["tiff in lzw"] = new TiffFile(20, 15, BitDepth: 8, Samples: 3)
        {
            Compression = 5,
            Photometric = 2,
            RowsPerStrip = 4,
        }.Write((x, y) => [Noise(x, y), Noise(y, x), 3]),
        ["pgm"] = [.. "P5\n9 9\n255\n"u8, .. Enumerable.Range(0, 81).Select(i => (byte)Noise(i, i))],
        ["plain ppm"] = [.. "P3\n# colors\n2 2 255\n 1 2 3  40 50 60\n100 110 120 200 210 9\n"u8],
        ["tga"] = new TgaFile(9, 9, Kind: 3, BitDepth: 8).Write([.. Enumerable.Range(0, 81).Select(i => (byte)Noise(i, i))]),
        ["tga in runs"] = new TgaFile(5, 1, Kind: 11, BitDepth: 8).Write([0x82, 7, 0x01, 8, 9]),
    };

    public static TheoryData<string> Files => [.. Whole.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_that_is_cut_off_is_rejected_or_lacks_nothing(string name)
    {
        byte[] whole = Whole[name];
        byte[] pixels = ImageCodec.Decode(whole, "whole").Pixels.ToArray();
        int step = Math.Max(1, whole.Length / 300);
        for (int length = whole.Length - 1; length > 0; length -= length < whole.Length - 40 ? step : 1)
        {
            try
            {
                Assert.Equal(pixels, ImageCodec.Decode(whole.AsSpan(0, length), "cut").Pixels.ToArray());
                Assert.True(whole.Length - length < 12, $"A file without its last {whole.Length - length} bytes was read.");
            }
            catch (InvalidImageException error)
            {
                Assert.StartsWith("cut: expected ", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_changed_file_is_decoded_or_rejected(string name)
    {
        Random random = new(1);
        for (int trial = 0; trial < 300; trial++)
        {
            byte[] damaged = [.. Whole[name]];
            for (int i = 0; i < 4; i++)
                damaged[random.Next(Math.Min(damaged.Length, trial % 2 == 0 ? 100 : int.MaxValue))] = (byte)random.Next(256);
            Exception? error = Record.Exception(() => ImageCodec.Decode(damaged, "damaged"));
            Assert.True(error is null or InvalidImageException, error?.ToString());
        }
    }

    /// <summary>The decoder would leave the missing rows black.</summary>
    [Fact]
    public void A_png_file_whose_pixels_end_early_is_rejected()
    {
        byte[] few = new PngFile(10, 4, BitDepth: 8, ColorType: 0).Write((_, _) => [255]);
        byte[] claimed = new PngFile(10, 9, BitDepth: 8, ColorType: 0).WithData(DataOf(few));
        InvalidImageException error = Assert.Throws<InvalidImageException>(() => ImageCodec.Decode(claimed, "a.png"));
        Assert.Contains("found a PNG image with only 44 of the 99 bytes of its pixels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gif_file_whose_pixels_end_early_is_rejected()
    {
        byte[] gif = new GifFile(9, 9).Write(new byte[60]);
        InvalidImageException error = Assert.Throws<InvalidImageException>(() => ImageCodec.Decode(gif, "a.gif"));
        Assert.Contains("found a GIF image with only 60 of the 81 pixels of its first frame", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(32773)]
    public void A_tiff_file_whose_strip_ends_early_is_rejected(int compression)
    {
        TiffFile tiff = new(9, 4, BitDepth: 8, Samples: 1) { Compression = compression };
        byte[][] strips = tiff.Strips((x, y) => [Noise(x, y)]);
        InvalidImageException error = Assert.Throws<InvalidImageException>(() =>
            ImageCodec.Decode((tiff with { Height = 9 }).WithStrips(strips), "a.tif")
        );
        Assert.Contains("found a TIFF image with only 36 of the 81 bytes of a strip of 9 rows", error.Message, StringComparison.Ordinal);
    }

    /// <summary>RFC 1950: the sixth bit of the second byte asks for a dictionary that the file does not have.</summary>
    [Fact]
    public void Pixels_that_need_a_dictionary_are_rejected()
    {
        byte[] png = new PngFile(10, 9, BitDepth: 8, ColorType: 0).WithData([0x78, 0xBB, 1, 2, 3, 4, 5, 6]);
        InvalidImageException error = Assert.Throws<InvalidImageException>(() => ImageCodec.Decode(png, "a.png"));
        Assert.Contains("found a PNG image with damaged pixels", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A color behind the end of a palette would be read from other memory.</summary>
    [Fact]
    public void Colors_behind_the_end_of_a_palette_are_black()
    {
        byte[] png = new PngFile(2, 1, BitDepth: 8, ColorType: 3) { Palette = [200, 200, 200] }.Write((x, _) => [x * 250]);
        Assert.Equal([200, 200, 200, 0, 0, 0], ImageCodec.DecodeColors(png, "a.png").ToChannels());
    }

    private static byte[] DataOf(byte[] png)
    {
        int at = png.AsSpan().IndexOf("IDAT"u8);
        return png[(at + 4)..(at + 4 + System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at - 4)))];
    }

    private static int Noise(int x, int y) => ((x * 7919) + (y * 104_729)) * 31 % 251;
}
