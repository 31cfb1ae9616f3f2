using System.Text;

namespace MnistTrainer.Imaging.Tests;

/// <summary>Decodes files of the formats of Netpbm, as its documentation defines them.</summary>
public sealed class PnmTests
{
    [Theory]
    [InlineData("P1\n3 2\n1 0 1\n0 1 0\n")]
    [InlineData("P1 3 2 101010")]
    [InlineData("P1\n# a comment\n3\n# another\n2\n1 0 1 # and one among the pixels\n0 1 0")]
    public void Decodes_bitmaps_as_text(string text) => Assert.Equal([0, 255, 0, 255, 0, 255], Decode(text).Pixels.ToArray());

    [Fact]
    public void Decodes_bitmaps_as_bits() =>
        Assert.Equal([0, 255, 0, 255, 0, 255], Decode([.. "P4\n3 2\n"u8, 0b1010_0000, 0b0100_0000]).Pixels.ToArray());

    [Theory]
    [InlineData("P2\n3 1\n255\n0 128 255\n", new byte[] { 0, 128, 255 })]
    [InlineData("P2 3 1 15 0 7 15", new byte[] { 0, 119, 255 })]
    [InlineData("P2 3 1 65535 0 32768 65535", new byte[] { 0, 128, 255 })]
    [InlineData("P2 3 1 1023 0 512 1023", new byte[] { 0, 128, 255 })]
    [InlineData("P3 1 1 255 60 60 60", new byte[] { 60 })]
    public void Decodes_levels_as_text(string text, byte[] levels) => Assert.Equal(levels, Decode(text).Pixels.ToArray());

    [Fact]
    public void Decodes_levels_as_bytes()
    {
        Assert.Equal([0, 128, 255], Decode([.. "P5\n3 1\n255\n"u8, 0, 128, 255]).Pixels.ToArray());
        Assert.Equal([0, 102, 255], Decode([.. "P5\n#\n3 1\n100 "u8, 0, 40, 100]).Pixels.ToArray());
        Assert.Equal([0, 128, 255], Decode([.. "P5\n3 1\n65535\n"u8, 0, 0, 0x80, 0, 0xFF, 0xFF]).Pixels.ToArray());
    }

    /// <summary>White space between the levels and the pixels is one byte: a pixel may look like another.</summary>
    [Fact]
    public void A_pixel_may_be_a_line_end() => Assert.Equal([10, 32], Decode([.. "P5 2 1 255\n"u8, 10, 32]).Pixels.ToArray());

    [Fact]
    public void Decodes_colors() =>
        Assert.Equal(
            [255, 0, 0, 0, 0, 255],
            ImageCodec.DecodeColors([.. "P6\n2 1\n255\n"u8, 255, 0, 0, 0, 0, 255], "image.ppm").ToChannels()
        );

    [Theory]
    [InlineData("P2 2 1 255 0 256 ", "with a level of 256, over its 255")]
    [InlineData("P2 2 1 255 0", "that ends after 12 bytes, inside its pixels")]
    [InlineData("P2 2 1 255 0 x", "with a byte 78 where its pixels has a number")]
    [InlineData("P2 2 1 70000 0 0", "with 70000 levels")]
    [InlineData("P2 0 1 255 0 0", "of 0x1 pixels")]
    [InlineData("P5 99 99 255\n0", "that ends after 14 bytes, inside its pixels")]
    [InlineData("P2 9999999999 1 255 0 0", "with a number of more than 9 digits")]
    public void Rejects_damaged_files(string text, string found)
    {
        InvalidImageException error = Assert.Throws<InvalidImageException>(() => Decode(text));
        Assert.Equal(
            $"image.pnm: expected a complete image, found a PNM image (PBM, PGM, PPM) {found}. Save the image again as PNG or JPEG.",
            error.Message
        );
    }

    [Fact]
    public void Names_what_is_not_read()
    {
        Assert.Contains(
            "found a PAM image.",
            Assert.Throws<InvalidImageException>(() => Decode("P7\nWIDTH 1")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "found a text file",
            Assert.Throws<InvalidImageException>(() => Decode("P5,label,pixel")).Message,
            StringComparison.Ordinal
        );
    }

    private static GrayImage Decode(string text) => Decode(Encoding.ASCII.GetBytes(text));

    private static GrayImage Decode(byte[] file) => ImageCodec.Decode(file, "image.pnm");
}
