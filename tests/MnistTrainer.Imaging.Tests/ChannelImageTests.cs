namespace MnistTrainer.Imaging.Tests;

public sealed class ChannelImageTests
{
    [Fact]
    public void Pixels_become_squares()
    {
        ColorImage image = ChannelImage.Of(2, 1, 1, [7, 200], enlargement: 2);
        Assert.Equal((4, 2), (image.Width, image.Height));
        Assert.Equal([7, 7, 200, 200, 7, 7, 200, 200], Channel(image, 0));
        Assert.Equal(Channel(image, 0), Channel(image, 2));
        Assert.All(Channel(image, 3), alpha => Assert.Equal(255, alpha));
    }

    [Fact]
    public void Three_channels_are_red_green_and_blue()
    {
        ColorImage image = ChannelImage.Of(1, 2, 3, [1, 2, 3, 4, 5, 6]);
        Assert.Equal([1, 2, 3, 255, 4, 5, 6, 255], image.Pixels.ToArray());
    }

    [Fact]
    public void Other_channels_are_tiles_with_lines_between_them()
    {
        ColorImage image = ChannelImage.Of(1, 1, 4, [10, 20, 30, 40]);
        Assert.Equal([10, 64, 20, 64, 64, 64, 30, 64, 40], Channel(image, 0));
        Assert.Equal(15, ChannelImage.Of(1, 1, 100, new byte[100]).Width);
    }

    [Fact]
    public void Gray_images_are_saved_as_such_and_read_back()
    {
        // Byte 25 of a PNG file is its color type: 0 for gray, 6 for colors with alpha.
        byte[] gray = ImageCodec.EncodePng(ChannelImage.Of(2, 1, 1, [7, 200])),
            color = ImageCodec.EncodePng(ChannelImage.Of(1, 1, 3, [7, 200, 7])),
            clear = ImageCodec.EncodePng(new ColorImage(1, 1, [7, 7, 7, 0]));
        Assert.Equal((0, 6, 6), (gray[25], color[25], clear[25]));
        Assert.Equal([7, 200], ImageCodec.Decode(gray, "image").Pixels.ToArray());
    }

    private static byte[] Channel(ColorImage image, int channel) =>
        [.. Enumerable.Range(0, image.Width * image.Height).Select(i => image.Pixels[(i * 4) + channel])];
}
