namespace MnistTrainer.Imaging.Tests;

/// <summary>Decodes TGA files, which are written according to their specification, pixel by pixel.</summary>
public sealed class TgaTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Decodes_gray_bottom_up_and_top_down(bool isTopDown, bool hasFooter)
    {
        byte[] tga = new TgaFile(3, 2, Kind: 3, BitDepth: 8) { IsTopDown = isTopDown, HasFooter = hasFooter }.Write([1, 2, 3, 4, 5, 6]);
        Assert.Equal(isTopDown ? [1, 2, 3, 4, 5, 6] : [4, 5, 6, 1, 2, 3], Decode(tga).Pixels.ToArray());
    }

    [Theory]
    [InlineData(24)]
    [InlineData(32)]
    public void Decodes_colors(int bitDepth)
    {
        byte[] alpha = bitDepth == 32 ? [255] : [];
        byte[] tga = new TgaFile(2, 1, Kind: 2, bitDepth) { IsTopDown = true }.Write([0, 0, 255, .. alpha, 255, 0, 0, .. alpha]);
        Assert.Equal([255, 0, 0, 0, 0, 255], ImageCodec.DecodeColors(tga, "image.tga").ToChannels());
    }

    [Fact]
    public void Decodes_palettes()
    {
        TgaFile tga = new(3, 1, Kind: 1, BitDepth: 8) { IsTopDown = true, Palette = [10, 10, 10, 200, 200, 200] };
        Assert.Equal([10, 200, 10], Decode(tga.Write([0, 1, 0])).Pixels.ToArray());
    }

    /// <summary>A packet of three times 7, and one of two pixels, 8 and 9.</summary>
    [Fact]
    public void Decodes_runs() =>
        Assert.Equal(
            [7, 7, 7, 8, 9],
            Decode(new TgaFile(5, 1, Kind: 11, BitDepth: 8) { IsTopDown = true }.Write([0x82, 7, 0x01, 8, 9])).Pixels.ToArray()
        );

    private static GrayImage Decode(byte[] file) => ImageCodec.Decode(file, "image.tga");
}
