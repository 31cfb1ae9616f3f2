namespace MnistTrainer.Imaging.Tests;

/// <summary>Decodes TIFF files, which are written according to their specification, pixel by pixel.</summary>
public sealed class TiffTests
{
    private const int Width = 13;
    private const int Height = 9;

    [Theory]
    [InlineData(1, 8, true)]
    [InlineData(1, 8, false)]
    [InlineData(1, 16, true)]
    [InlineData(1, 16, false)]
    [InlineData(1, 4, true)]
    [InlineData(1, 1, true)]
    [InlineData(5, 8, true)]
    [InlineData(5, 16, false)]
    [InlineData(8, 8, true)]
    [InlineData(32773, 8, false)]
    public void Decodes_gray_levels_of_every_depth_and_compression(int compression, int bitDepth, bool isLittleEndian)
    {
        int most = (1 << bitDepth) - 1;
        TiffFile tiff = new(Width, Height, bitDepth, Samples: 1) { Compression = compression, IsLittleEndian = isLittleEndian };
        Assert.Equal(Levels(most), Decode(tiff.Write((x, y) => [Noise(x, y) * most / 250])).Pixels.ToArray().Select(level => (int)level));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    public void Decodes_strips_of_any_height(int rows)
    {
        TiffFile tiff = new(Width, Height, BitDepth: 8, Samples: 1) { RowsPerStrip = rows, Compression = 5 };
        Assert.Equal(Levels(255), Decode(tiff.Write((x, y) => [Noise(x, y) * 255 / 250])).Pixels.ToArray().Select(level => (int)level));
    }

    [Fact]
    public void Zero_may_be_white()
    {
        TiffFile tiff = new(2, 1, BitDepth: 8, Samples: 1) { Photometric = 0 };
        Assert.Equal([255, 0], Decode(tiff.Write((x, _) => [x * 255])).Pixels.ToArray());
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(5, 8)]
    [InlineData(5, 16)]
    public void Decodes_colors(int compression, int bitDepth)
    {
        int[][] colors =
        [
            [255, 0, 0],
            [0, 255, 0],
            [0, 0, 255],
            [255, 255, 255],
        ];
        int unit = bitDepth == 8 ? 1 : 257;
        byte[] tiff = new TiffFile(4, 1, bitDepth, Samples: 3) { Photometric = 2, Compression = compression }.Write(
            (x, _) => Array.ConvertAll(colors[x], level => level * unit)
        );
        Assert.Equal(
            colors.SelectMany(color => color).Select(level => (byte)level),
            ImageCodec.DecodeColors(tiff, "scan.tif").ToChannels()
        );
    }

    [Fact]
    public void Decodes_palettes()
    {
        int[] map = [0x0000, 0x8000, 0xFFFF, .. new int[13]];
        TiffFile tiff = new(3, 1, BitDepth: 4, Samples: 1) { Photometric = 3, Tags = [(320, [.. map, .. map, .. map])] };
        Assert.Equal([0, 128, 255], Decode(tiff.Write((x, _) => [x])).Pixels.ToArray());
    }

    /// <summary>Differences of neighbors (TIFF 6.0, section 14).</summary>
    [Fact]
    public void Adds_up_differences_of_neighbors()
    {
        TiffFile tiff = new(4, 1, BitDepth: 8, Samples: 1) { Compression = 5, Tags = [(317, [2])] };
        byte[] levels = [10, 30, 25, 200];
        Assert.Equal(levels, Decode(tiff.Write((x, _) => [(byte)(x == 0 ? levels[0] : levels[x] - levels[x - 1])])).Pixels.ToArray());
    }

    /// <summary>
    /// The row of three white, two black and three white pixels: in run lengths 1000, 11, 1000 (ITU-T T.4, table 2); in group 4 the same in
    /// horizontal mode, 001, and the rest up to the end by a vertical 1, as is every change that lies below another (ITU-T T.6).
    /// </summary>
    [Theory]
    [InlineData(2, new byte[] { 0b1000_1110, 0b0000_0000, 0b1000_1110, 0b0000_0000 })]
    [InlineData(3, new byte[] { 0b0000_0000, 0b0001_1000, 0b1110_0000, 0b0000_0000, 0b0110_0011, 0b1000_0000 })]
    [InlineData(4, new byte[] { 0b0011_0001, 0b1111_1000, 0b0000_0000, 0b1000_0000, 0b0000_1000 })]
    public void Decodes_fax(int compression, byte[] codes)
    {
        byte[] tiff = new TiffFile(8, 2, BitDepth: 1, Samples: 1) { Compression = compression, Photometric = 0 }.WithStrips(codes);
        byte[] row = [255, 255, 255, 0, 0, 255, 255, 255];
        Assert.Equal([.. row, .. row], Decode(tiff).Pixels.ToArray());
    }

    [Fact]
    public void Decodes_the_first_image()
    {
        TiffFile tiff = new(3, 1, BitDepth: 8, Samples: 1) { HasSecondImage = true };
        Assert.Equal([9, 99, 200], Decode(tiff.Write((x, _) => [new[] { 9, 99, 200 }[x]])).Pixels.ToArray());
    }

    [Fact]
    public void Turns_images_upright()
    {
        TiffFile tiff = new(3, 2, BitDepth: 8, Samples: 1) { Tags = [(274, [6])] };
        GrayImage image = Decode(tiff.Write((x, y) => [(y * 3) + x]));
        Assert.Equal((2, 3), (image.Width, image.Height));
        Assert.Equal([3, 0, 4, 1, 5, 2], image.Pixels.ToArray());
    }

    [Theory]
    [InlineData(322, 16, "in tiles")]
    [InlineData(259, 7, "with JPEG files in it")]
    [InlineData(259, 34712, "in compression 34712")]
    [InlineData(262, 5, "in color space 5")]
    public void Rejects_what_is_not_read_by_its_name(int tag, int value, string found)
    {
        byte[] tiff = new TiffFile(2, 2, BitDepth: 8, Samples: 1)
        {
            Compression = tag == 259 ? value : 1,
            Photometric = tag == 262 ? value : 1,
            Tags = tag == 322 ? [(tag, [value])] : [],
        }.Write((_, _) => [0]);
        InvalidImageException error = Assert.Throws<InvalidImageException>(() => Decode(tiff));
        Assert.Equal(
            $"scan.tif: expected an image of the usual kind, found a TIFF image {found}. Save the image again as PNG or JPEG.",
            error.Message
        );
    }

    private static IEnumerable<int> Levels(int most) =>
        Enumerable.Range(0, Width * Height).Select(i => (int)Math.Round(Noise(i % Width, i / Width) * most / 250 * 255.0 / most));

    private static int Noise(int x, int y) => ((x * 7919) + (y * 104_729)) * 31 % 251;

    private static GrayImage Decode(byte[] file) => ImageCodec.Decode(file, "scan.tif");
}
