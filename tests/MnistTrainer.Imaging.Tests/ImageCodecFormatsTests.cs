namespace MnistTrainer.Imaging.Tests;

/// <summary>Decodes each format pixel by pixel. The files are written according to their specifications.</summary>
public sealed class ImageCodecFormatsTests
{
    [Theory]
    [InlineData(1, 255)]
    [InlineData(2, 85)]
    [InlineData(4, 17)]
    [InlineData(8, 1)]
    public void Scales_gray_png_files_of_few_bits_to_black_and_white(int bitDepth, int step)
    {
        int levels = 1 << bitDepth;
        PngFile png = new(levels, 3, bitDepth, ColorType: 0);
        GrayImage image = Decode(png.Write((x, y) => [(x + y) % levels]));
        Assert.Equal(Pixels(levels, 3, (x, y) => step * ((x + y) % levels)), image.Pixels.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Uses_the_higher_8_of_16_bits(int colorType)
    {
        int[] levels = [0, 0x0101, 0x4040, 0x8080, 0xC0C0, 0xFFFF];
        byte[] png = new PngFile(levels.Length, 1, BitDepth: 16, colorType).Write(
            (x, _) => [.. Enumerable.Repeat(levels[x], colorType + 1)]
        );
        Assert.Equal([0, 0x01, 0x40, 0x80, 0xC0, 0xFF], Decode(png).Pixels.ToArray());
    }

    /// <summary>Values of 8 or 12 bits in samples of 16 seem to be black; black itself is black.</summary>
    [Theory]
    [InlineData(255)]
    [InlineData(4095)]
    public void Rejects_16_bits_whose_values_use_few_of_them(int white)
    {
        int[] Samples(int x, int y) => [x == 1 ? 0 : white];
        byte[][] files =
        [
            new PngFile(3, 2, BitDepth: 16, ColorType: 0).Write(Samples),
            new TiffFile(3, 2, BitDepth: 16, Samples: 1).Write(Samples),
        ];
        Assert.All(
            files,
            file => Assert.Contains($"values reach only {white} of 65535", Assert.Throws<InvalidImageException>(() => Decode(file)).Message)
        );
        Assert.Equal(new byte[6], Decode(new PngFile(3, 2, BitDepth: 16, ColorType: 0).Write((_, _) => [0])).Pixels.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Decodes_palettes(int bitDepth)
    {
        PngFile png = new(5, 2, bitDepth, ColorType: 3) { Palette = [240, 240, 240, 30, 30, 30] };
        Assert.Equal([240, 30, 240, 30, 240, 30, 240, 30, 240, 30], Decode(png.Write((x, y) => [(x + y) % 2])).Pixels.ToArray());
    }

    [Fact]
    public void Replaces_transparent_palette_entries_by_paper()
    {
        // Invisible green, black, and half-transparent black: half of the white paper shows through.
        PngFile png = new(6, 1, BitDepth: 2, ColorType: 3) { Palette = [10, 200, 30, 0, 0, 0, 0, 0, 0], Transparency = [0, 255, 128] };
        Assert.Equal([255, 255, 0, 127, 255, 255], Decode(png.Write((x, _) => [x is 2 or 3 ? x - 1 : 0])).Pixels.ToArray());
    }

    [Fact]
    public void Palette_entries_without_alpha_are_opaque()
    {
        PngFile png = new(4, 1, BitDepth: 8, ColorType: 3) { Palette = [200, 0, 0, 0, 0, 0], Transparency = [0] };
        Assert.Equal([255, 0, 255, 255], Decode(png.Write((x, _) => [x == 1 ? 1 : 0])).Pixels.ToArray());
    }

    [Fact]
    public void Replaces_a_transparent_gray_by_paper()
    {
        PngFile png = new(4, 1, BitDepth: 8, ColorType: 0) { Transparency = [0, 7] };
        Assert.Equal([255, 0, 255, 255], Decode(png.Write((x, _) => [x == 1 ? 0 : 7])).Pixels.ToArray());
    }

    [Theory]
    [InlineData(8, 4)]
    [InlineData(16, 4)]
    [InlineData(8, 6)]
    [InlineData(16, 6)]
    public void Composes_dark_ink_over_white_paper(int bitDepth, int colorType)
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
    public void Decodes_interlaced_png_files(int bitDepth, int colorType)
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
    public void Decodes_gray_jpeg_files_with_one_or_more_scans(bool isProgressive)
    {
        int Level(int column, int row) => 5 + (41 * ((column + (3 * row)) % 7));
        byte[] jpeg = new JpegFile(5, 3, Components: 1) { IsProgressive = isProgressive }.Write((column, row) => [Level(column, row)]);
        Assert.Equal(Pixels(40, 24, (x, y) => Level(x / 8, y / 8)), Decode(jpeg).Pixels.ToArray());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Decodes_the_luminance_of_color_jpeg_files(bool isProgressive, bool isApart)
    {
        // JFIF uses the luminance of BT.601. The colors stay inside the cube, so nothing is clipped.
        (int Y, int Cb, int Cr)[] colors = [(30, 128, 128), (120, 100, 160), (160, 150, 110), (230, 128, 128)];
        byte[] jpeg = new JpegFile(4, 1, Components: 3) { IsProgressive = isProgressive, IsApart = isApart }.Write(
            (column, _) => [colors[column].Y, colors[column].Cb, colors[column].Cr]
        );
        GrayImage image = Decode(jpeg);
        Assert.All(Enumerable.Range(0, 32), x => Assert.InRange(image[x, 3], colors[x / 8].Y - 1, colors[x / 8].Y + 1));
    }

    /// <summary>Adobe's programs store the negative of each ink: 255 for none. Red is the light that cyan and black leave.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decodes_cmyk_jpeg_files(bool isProgressive)
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

    /// <summary>The negatives of the inks are first converted to luminance and two color differences: no ink is a luminance of 0.</summary>
    [Fact]
    public void Decodes_ycck_jpeg_files()
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
    public void Ignores_invalid_orientations(byte orientation)
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
    public void Decodes_bmp_palettes_bottom_up_and_top_down(int bitDepth, byte[] rows)
    {
        BmpFile bmp = new(3, 2, bitDepth) { Palette = GrayPalette };
        byte[] first = [50, 220, 220],
            second = [220, 50, 50];
        Assert.Equal([.. second, .. first], Decode(bmp.Write(rows)).Pixels.ToArray());
        Assert.Equal([.. first, .. second], Decode((bmp with { Height = -2 }).Write(rows)).Pixels.ToArray());
    }

    [Fact]
    public void Decodes_run_length_encoded_bmp_files()
    {
        // A run of three of the second color; three literal pixels, padded to two bytes; the end of the row; a run of six of the first
        // color; the end.
        byte[] runs = [3, 1, 0, 3, 0, 1, 0, 0, 0, 0, 6, 0, 0, 1];
        BmpFile bmp = new(6, 2, BitDepth: 8) { Palette = GrayPalette, Compression = 1 };
        Assert.Equal([50, 50, 50, 50, 50, 50, 220, 220, 220, 50, 220, 50], Decode(bmp.Write(runs)).Pixels.ToArray());
    }

    [Theory]
    [InlineData(16, new byte[] { 0x00, 0x00, 0xFF, 0x7F })]
    [InlineData(24, new byte[] { 0, 0, 0, 255, 255, 255, 0, 0 })]
    [InlineData(32, new byte[] { 0, 0, 0, 0, 255, 255, 255, 0 })]
    public void Decodes_bmp_files_without_palette_at_every_depth(int bitDepth, byte[] row) =>
        Assert.Equal([0, 255], Decode(new BmpFile(2, 1, bitDepth).Write(row)).Pixels.ToArray());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decodes_the_first_frame_of_a_gif(bool isInterlaced)
    {
        byte[] first = [.. Enumerable.Range(0, 9 * 10).Select(i => (byte)((i * 7 / 3) % 4))];
        byte[] second = [.. first.Select(color => (byte)(3 - color))];
        GrayImage image = Decode(new GifFile(9, 10) { IsInterlaced = isInterlaced }.Write(first, second));
        Assert.Equal(first.Select(color => (byte)(85 * color)), image.Pixels.ToArray());
    }

    [Fact]
    public void Replaces_transparent_gif_pixels_by_paper() =>
        Assert.Equal(
            [255, 255, 0, 255, 255, 255],
            Decode(new GifFile(6, 1) { Transparent = 2 }.Write([2, 2, 0, 2, 2, 2])).Pixels.ToArray()
        );

    [Fact]
    public void Decodes_lossless_webp_files()
    {
        bool[] isLight = [.. Enumerable.Range(0, 11 * 5).Select(i => i * i % 3 == 1)];

        // The light gray shares the red and blue of the dark one, so only 0.587 of the difference in green counts.
        GrayImage image = Decode(WebPFile.Write((11, 5), isLight, dark: 20, light: 220));
        Assert.Equal((11, 5), (image.Width, image.Height));
        byte[] seen = image.Pixels.ToArray();
        Assert.All(isLight.Zip(seen), pixel => Assert.Equal(pixel.First ? 137 : 20, pixel.Second));
    }

    private static GrayImage Decode(byte[] file) => ImageCodec.Decode(file, "image");

    private static byte[] Pixels(int width, int height, Func<int, int, int> level) =>
        [.. Enumerable.Range(0, width * height).Select(i => (byte)level(i % width, i / width))];
}
