namespace MnistTrainer.Imaging.Tests;

/// <summary>What each kind of file decodes to, pixel by pixel. The files are written by their specifications.</summary>
public sealed class ImageCodecFormatsTests
{
    [Theory]
    [InlineData(1, 255)]
    [InlineData(2, 85)]
    [InlineData(4, 17)]
    [InlineData(8, 1)]
    public void A_grey_png_of_few_bits_spreads_them_from_black_to_white(int bitDepth, int step)
    {
        int levels = 1 << bitDepth;
        PngFile png = new(levels, 3, bitDepth, ColorType: 0);
        GrayImage image = Decode(png.Write((x, y) => [(x + y) % levels]));
        Assert.Equal(Pixels(levels, 3, (x, y) => step * ((x + y) % levels)), image.Pixels.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Of_16_bits_the_higher_eight_count(int colorType)
    {
        int[] levels = [0, 0x0101, 0x4040, 0x8080, 0xC0C0, 0xFFFF];
        byte[] png = new PngFile(levels.Length, 1, BitDepth: 16, colorType).Write(
            (x, _) => [.. Enumerable.Repeat(levels[x], colorType + 1)]
        );
        Assert.Equal([0, 0x01, 0x40, 0x80, 0xC0, 0xFF], Decode(png).Pixels.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_palette_gives_its_colors(int bitDepth)
    {
        PngFile png = new(5, 2, bitDepth, ColorType: 3) { Palette = [240, 240, 240, 30, 30, 30] };
        Assert.Equal([240, 30, 240, 30, 240, 30, 240, 30, 240, 30], Decode(png.Write((x, y) => [(x + y) % 2])).Pixels.ToArray());
    }

    [Fact]
    public void What_a_palette_makes_transparent_is_paper_and_the_color_beneath_is_not_seen()
    {
        // Green that nobody sees, black, and half a black: white paper shines through by a half.
        PngFile png = new(6, 1, BitDepth: 2, ColorType: 3) { Palette = [10, 200, 30, 0, 0, 0, 0, 0, 0], Transparency = [0, 255, 128] };
        Assert.Equal([255, 255, 0, 127, 255, 255], Decode(png.Write((x, _) => [x is 2 or 3 ? x - 1 : 0])).Pixels.ToArray());
    }

    [Fact]
    public void Entries_without_alpha_are_opaque()
    {
        PngFile png = new(4, 1, BitDepth: 8, ColorType: 3) { Palette = [200, 0, 0, 0, 0, 0], Transparency = [0] };
        Assert.Equal([255, 0, 255, 255], Decode(png.Write((x, _) => [x == 1 ? 1 : 0])).Pixels.ToArray());
    }

    [Fact]
    public void A_grey_that_is_named_transparent_is_paper()
    {
        PngFile png = new(4, 1, BitDepth: 8, ColorType: 0) { Transparency = [0, 7] };
        Assert.Equal([255, 0, 255, 255], Decode(png.Write((x, _) => [x == 1 ? 0 : 7])).Pixels.ToArray());
    }

    [Theory]
    [InlineData(8, 4)]
    [InlineData(16, 4)]
    [InlineData(8, 6)]
    [InlineData(16, 6)]
    public void Alpha_lies_over_white_paper_where_ink_is_dark(int bitDepth, int colorType)
    {
        int full = (1 << bitDepth) - 1;
        int[] alphas = [0, 0, full, 0, full / 255 * 51, 0];
        byte[] png = new PngFile(alphas.Length, 1, bitDepth, colorType).Write(
            (x, _) => [.. Enumerable.Repeat(0, colorType == 4 ? 1 : 3), alphas[x]]
        );
        Assert.Equal([255, 255, 0, 255, 204, 255], Decode(png).Pixels.ToArray());
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 3)]
    [InlineData(8, 0)]
    [InlineData(16, 6)]
    public void A_png_in_seven_passes_is_the_same_image(int bitDepth, int colorType)
    {
        PngFile plain = new(13, 11, bitDepth, colorType)
        {
            Palette = colorType == 3 ? [.. Enumerable.Range(0, 48).Select(i => (byte)(5 * i))] : [],
        };
        int[] Samples(int x, int y) =>
            [
                .. Enumerable.Range(0, colorType == 6 ? 3 : 1).Select(part => ((x * 31) + (y * 17) + (part * 7)) % (1 << bitDepth)),
                .. colorType == 6 ? (int[])[65535] : [],
            ];
        Assert.Equal(Decode(plain.Write(Samples)).Pixels, Decode((plain with { IsInterlaced = true }).Write(Samples)).Pixels);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_grey_jpeg_in_one_scan_or_in_several_gives_its_levels(bool isProgressive)
    {
        int Level(int column, int row) => 5 + (41 * ((column + (3 * row)) % 7));
        byte[] jpeg = new JpegFile(5, 3, Components: 1) { IsProgressive = isProgressive }.Write((column, row) => [Level(column, row)]);
        Assert.Equal(Pixels(40, 24, (x, y) => Level(x / 8, y / 8)), Decode(jpeg).Pixels.ToArray());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_jpeg_in_color_gives_the_luminance_that_it_holds(bool isProgressive, bool isApart)
    {
        // The luminance of JFIF is that of BT.601; colors stay inside the cube, so that nothing is cut off.
        (int Y, int Cb, int Cr)[] colors = [(30, 128, 128), (120, 100, 160), (160, 150, 110), (230, 128, 128)];
        byte[] jpeg = new JpegFile(4, 1, Components: 3) { IsProgressive = isProgressive, IsApart = isApart }.Write(
            (column, _) => [colors[column].Y, colors[column].Cb, colors[column].Cr]
        );
        GrayImage image = Decode(jpeg);
        Assert.All(Enumerable.Range(0, 32), x => Assert.InRange(image[x, 3], colors[x / 8].Y - 1, colors[x / 8].Y + 1));
    }

    /// <summary>Adobe's programs write the negative of each ink: 255 for none. Red is what cyan ink leaves of the light that black leaves.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_jpeg_of_four_inks_gives_what_they_leave_of_the_paper(bool isProgressive)
    {
        int[][] inks =
        [
            [255, 255, 255, 255],
            [255, 255, 255, 0],
            [0, 0, 0, 255],
            [255, 255, 255, 128],
            [0, 255, 255, 255],
            [255, 0, 0, 255],
        ];
        int[] expected = [255, 0, 0, 128, 179, 76];
        byte[] jpeg = new JpegFile(inks.Length, 1, Components: 4) { AdobeTransform = 0, IsProgressive = isProgressive }.Write(
            (column, _) => inks[column]
        );
        GrayImage image = Decode(jpeg);
        Assert.All(Enumerable.Range(0, image.Width), x => Assert.InRange(image[x, 4], expected[x / 8] - 1, expected[x / 8] + 1));
    }

    /// <summary>The inks' negatives are turned into luminance and two differences of color first: no ink is a luminance of 0.</summary>
    [Fact]
    public void A_jpeg_of_four_inks_may_hold_them_as_luminance()
    {
        int[][] inks =
        [
            [0, 128, 128, 255],
            [0, 128, 128, 0],
            [255, 128, 128, 255],
            [0, 128, 128, 128],
        ];
        int[] expected = [255, 0, 0, 128];
        GrayImage image = Decode(new JpegFile(inks.Length, 1, Components: 4) { AdobeTransform = 2 }.Write((column, _) => inks[column]));
        Assert.All(Enumerable.Range(0, image.Width), x => Assert.InRange(image[x, 4], expected[x / 8] - 1, expected[x / 8] + 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(255)]
    public void An_orientation_that_there_is_not_turns_nothing(byte orientation)
    {
        GrayImage image = Decode(TestImages.JpegWithDarkTopLeft(orientation));
        Assert.Equal((16, 8), (image.Width, image.Height));
        Assert.True(image[0, 0] < 60);
    }

    private static readonly byte[] GrayPalette = [50, 50, 50, 0, 220, 220, 220, 0];

    [Theory]
    [InlineData(1, new byte[] { 0b0110_0000, 0, 0, 0, 0b1000_0000, 0, 0, 0 })]
    [InlineData(4, new byte[] { 0x01, 0x10, 0, 0, 0x10, 0x00, 0, 0 })]
    [InlineData(8, new byte[] { 0, 1, 1, 0, 1, 0, 0, 0 })]
    public void A_bmp_with_a_palette_comes_from_the_bottom_or_from_the_top(int bitDepth, byte[] rows)
    {
        BmpFile bmp = new(3, 2, bitDepth) { Palette = GrayPalette };
        byte[] first = [50, 220, 220],
            second = [220, 50, 50];
        Assert.Equal([.. second, .. first], Decode(bmp.Write(rows)).Pixels.ToArray());
        Assert.Equal([.. first, .. second], Decode((bmp with { Height = -2 }).Write(rows)).Pixels.ToArray());
    }

    [Fact]
    public void A_bmp_in_runs_is_unpacked()
    {
        // Three of the second color; three as they are, filled up to two bytes; the end of the row; six of the first; the end.
        byte[] runs = [3, 1, 0, 3, 0, 1, 0, 0, 0, 0, 6, 0, 0, 1];
        BmpFile bmp = new(6, 2, BitDepth: 8) { Palette = GrayPalette, Compression = 1 };
        Assert.Equal([50, 50, 50, 50, 50, 50, 220, 220, 220, 50, 220, 50], Decode(bmp.Write(runs)).Pixels.ToArray());
    }

    [Theory]
    [InlineData(16, new byte[] { 0x00, 0x00, 0xFF, 0x7F })]
    [InlineData(24, new byte[] { 0, 0, 0, 255, 255, 255, 0, 0 })]
    [InlineData(32, new byte[] { 0, 0, 0, 0, 255, 255, 255, 0 })]
    public void A_bmp_without_a_palette_is_read_at_every_depth(int bitDepth, byte[] row) =>
        Assert.Equal([0, 255], Decode(new BmpFile(2, 1, bitDepth).Write(row)).Pixels.ToArray());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_a_gif_the_first_frame_is_seen(bool isInterlaced)
    {
        byte[] first = [.. Enumerable.Range(0, 9 * 10).Select(i => (byte)((i * 7 / 3) % 4))];
        byte[] second = [.. first.Select(color => (byte)(3 - color))];
        GrayImage image = Decode(new GifFile(9, 10) { IsInterlaced = isInterlaced }.Write(first, second));
        Assert.Equal(first.Select(color => (byte)(85 * color)), image.Pixels.ToArray());
    }

    [Fact]
    public void What_a_gif_makes_transparent_is_paper() =>
        Assert.Equal(
            [255, 255, 0, 255, 255, 255],
            Decode(new GifFile(6, 1) { Transparent = 2 }.Write([2, 2, 0, 2, 2, 2])).Pixels.ToArray()
        );

    [Fact]
    public void A_lossless_webp_gives_its_levels()
    {
        bool[] isLight = [.. Enumerable.Range(0, 11 * 5).Select(i => i * i % 3 == 1)];

        // The light gray has the dark one's red and blue: 0.587 of its green shows.
        GrayImage image = Decode(WebPFile.Write((11, 5), isLight, dark: 20, light: 220));
        Assert.Equal((11, 5), (image.Width, image.Height));
        byte[] seen = image.Pixels.ToArray();
        Assert.All(isLight.Zip(seen), pixel => Assert.Equal(pixel.First ? 137 : 20, pixel.Second));
    }

    private static GrayImage Decode(byte[] file) => ImageCodec.Decode(file, "image");

    private static byte[] Pixels(int width, int height, Func<int, int, int> level) =>
        [.. Enumerable.Range(0, width * height).Select(i => (byte)level(i % width, i / width))];
}
