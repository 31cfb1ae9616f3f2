using System.Buffers.Binary;
using System.Text;

namespace MnistTrainer.Imaging.Tests;

public sealed class ImageCodecTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(28, 28)]
    [InlineData(3, 7)]
    [InlineData(641, 2)]
    public void Png_encoding_is_lossless(int width, int height)
    {
        byte[] pixels = new byte[width * height];
        new Random(width).NextBytes(pixels);
        GrayImage decoded = ImageCodec.Decode(ImageCodec.EncodePng(new GrayImage(width, height, pixels)), "a.png");
        Assert.Equal((width, height), (decoded.Width, decoded.Height));
        Assert.Equal(pixels, decoded.Pixels);
    }

    [Fact]
    public void Encodes_gray_png_files()
    {
        byte[] png = ImageCodec.EncodePng(new GrayImage(5, 4, new byte[20]));
        Assert.Equal("IHDR", Encoding.ASCII.GetString(png, 12, 4));
        Assert.Equal(5, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(4, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        Assert.Equal((8, 0), (png[24], png[25]));
    }

    [Theory]
    [InlineData(255, 0, 0, 76)]
    [InlineData(0, 255, 0, 150)]
    [InlineData(0, 0, 255, 29)]
    [InlineData(200, 200, 200, 200)]
    public void Converts_colors_to_brightness(byte red, byte green, byte blue, byte expected)
    {
        GrayImage image = ImageCodec.Decode(TestImages.Bmp(2, 2, (_, _) => (red, green, blue, 255)), "color.bmp");
        Assert.All(image.Pixels.ToArray(), pixel => Assert.Equal(expected, pixel));
    }

    [Fact]
    public void Shows_black_ink_on_transparent_as_ink_on_white()
    {
        byte[] png = TestImages.Png(3, 1, (x, _) => (0, 0, 0, (byte)(x == 1 ? 255 : 0)));
        Assert.Equal([255, 0, 255], ImageCodec.Decode(png, "ink.png").Pixels.ToArray());
    }

    [Fact]
    public void Half_transparent_ink_is_half_as_dark()
    {
        byte[] png = TestImages.Png(2, 1, (x, _) => (0, 0, 0, (byte)(x == 1 ? 128 : 255)));
        Assert.Equal([0, 127], ImageCodec.Decode(png, "ink.png").Pixels.ToArray());
    }

    [Fact]
    public void Shows_white_ink_on_transparent_as_ink_on_black()
    {
        byte[] png = TestImages.Png(3, 1, (x, _) => (255, 255, 255, (byte)(x == 1 ? 255 : 0)));
        Assert.Equal([0, 255, 0], ImageCodec.Decode(png, "ink.png").Pixels.ToArray());
    }

    /// <summary>Blocks of one color, since JPEG stores hues at half the resolution, and blurs them at edges.</summary>
    [Fact]
    public void Decodes_the_colors_of_every_format()
    {
        byte[][] hues =
        [
            [255, 0, 0],
            [0, 130, 0],
            [20, 40, 200],
            [250, 250, 250],
        ];
        byte[] values = [.. Enumerable.Range(0, 32 * 32).SelectMany(i => hues[(i / 512 * 2) + (i % 32 / 16)])];
        ColorImage image = ChannelImage.Of(32, 32, 3, values);
        Assert.Equal(values, ImageCodec.DecodeColors(ImageCodec.EncodePng(image), "blocks.png").ToChannels());
        byte[] bmp = TestImages.Bmp(32, 32, (x, y) => (At(x, y)[0], At(x, y)[1], At(x, y)[2], 255));
        Assert.Equal(values, ImageCodec.DecodeColors(bmp, "blocks.bmp").ToChannels());
        byte[] jpeg = ImageCodec.DecodeColors(ImageCodec.EncodeJpeg(image, 100), "blocks.jpg").ToChannels();
        for (int i = 0; i < values.Length; i++)
        {
            if (i / 3 % 16 is > 2 and < 13 && i / 96 % 16 is > 2 and < 13)
                Assert.InRange(Math.Abs(jpeg[i] - values[i]), 0, 3);
        }

        byte[] At(int x, int y) => hues[(y / 16 * 2) + (x / 16)];
    }

    [Fact]
    public void Colors_lie_over_white()
    {
        byte[] file = TestImages.Png(3, 1, (x, _) => (200, 0, 100, (byte)(x * 255 / 2)));
        Assert.Equal([255, 255, 255, 228, 128, 178, 200, 0, 100], ImageCodec.DecodeColors(file, "faint.png").ToChannels());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(7)]
    public void Colors_are_turned_upright_like_gray(byte orientation)
    {
        byte[] file = TestImages.JpegWithDarkTopLeft(orientation);
        GrayImage gray = ImageCodec.Decode(file, "photo.jpg");
        ColorImage colors = ImageCodec.DecodeColors(file, "photo.jpg");
        Assert.Equal((gray.Width, gray.Height), (colors.Width, colors.Height));
        Assert.Equal(gray.Pixels.ToArray().SelectMany(level => (byte[])[level, level, level]), colors.ToChannels());
    }

    // The new positions of the first and second corner of a 16 x 8 image for each of EXIF's eight orientations (TIFF 6.0, tag 274).
    [Theory]
    [InlineData(1, 16, 8, 0, 0)]
    [InlineData(2, 16, 8, 1, 0)]
    [InlineData(3, 16, 8, 1, 1)]
    [InlineData(4, 16, 8, 0, 1)]
    [InlineData(5, 8, 16, 0, 0)]
    [InlineData(6, 8, 16, 1, 0)]
    [InlineData(7, 8, 16, 1, 1)]
    [InlineData(8, 8, 16, 0, 1)]
    public void Rotates_photographs_upright(byte orientation, int width, int height, int right, int bottom)
    {
        GrayImage image = ImageCodec.Decode(TestImages.JpegWithDarkTopLeft(orientation), "photo.jpg");
        Assert.Equal((width, height), (image.Width, image.Height));
        Assert.True(image[right * (width - 1), bottom * (height - 1)] < 60);
        Assert.True(image[(1 - right) * (width - 1), bottom * (height - 1)] > 190);
        Assert.True(image[right * (width - 1), (1 - bottom) * (height - 1)] > 190);
    }

    public static TheoryData<string> Formats => [.. TestImages.Encoded.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Detects_every_format_by_its_content(string format)
    {
        GrayImage image = ImageCodec.Decode(TestImages.Encoded[format], "image.txt");
        Assert.Equal((16, 8), (image.Width, image.Height));
        Assert.True(image[2, 2] < 60, "dark at the top left");
        Assert.True(image[13, 5] > 190, "light at the bottom right");
    }

    [Theory]
    [InlineData("", "an empty file")]
    [InlineData("label,1x1\n5,0", "a text file (it starts with \"label,1x1\")")]
    [InlineData("II+\0rest", "a TIFF image of more than 4 GB (BigTIFF)")]
    [InlineData("\0\0\0\u0018ftypheic", "a HEIC image")]
    [InlineData("\u0001\u0002\u0003\u0004", "a file that starts with the bytes 01020304")]
    public void Names_the_format_of_files_that_are_not_images(string content, string found)
    {
        InvalidImageException error = Assert.Throws<InvalidImageException>(() =>
            ImageCodec.Decode(Encoding.UTF8.GetBytes(content), "x.png")
        );
        Assert.Equal(
            $"x.png: expected a PNG, JPEG, BMP, GIF, WebP, TIFF, PNM or TGA image, found {found}. Save the image again as PNG or JPEG.",
            error.Message
        );
    }
}
