namespace MnistTrainer.Imaging.Tests;

public sealed class ImageFitterTests
{
    [Fact]
    public void Keeps_an_image_of_the_requested_size_on_black()
    {
        GrayImage image = Drawing.Draw(28, 6, Drawing.Seven);
        Assert.Equal(image.Pixels.ToArray(), ImageFitter.Fit(image, 28, 28).Pixels.ToArray());
    }

    [Fact]
    public void Inverts_an_image_on_white()
    {
        GrayImage image = Drawing.Draw(28, 6, Drawing.Seven);
        Assert.Equal(image.Pixels.ToArray(), ImageFitter.Fit(image.Invert(), 28, 28).Pixels.ToArray());
    }

    [Fact]
    public void Keeps_the_aspect_ratio_and_fills_with_black()
    {
        GrayImage wide = new(4, 2, [0, 200, 200, 0, 0, 200, 200, 0]);
        Assert.Equal([(byte)0, 0, 0, 0, 0, 200, 200, 0, 0, 200, 200, 0, 0, 0, 0, 0], ImageFitter.Fit(wide, 4, 4).Pixels.ToArray());
    }

    /// <summary>Half red and half transparent, which shows white; light corners stay light.</summary>
    [Fact]
    public void In_color_keeps_the_aspect_ratio_and_shows_white_through()
    {
        byte[] red = [255, 0, 0, 255],
            clear = [0, 0, 0, 0],
            black = [0, 0, 0, 255],
            white = [255, 255, 255, 255];
        ColorImage wide = new(4, 2, [.. red, .. red, .. clear, .. clear, .. red, .. red, .. clear, .. clear]);
        Assert.Equal([.. red, .. white, .. black, .. black], ImageFitter.Fit(wide, 2, 2).Pixels.ToArray());
        Assert.Equal([255, 0, 0, 255, 255, 255, 0, 0, 0, 0, 0, 0], ImageFitter.Fit(wide, 2, 2).ToChannels());
    }

    /// <summary>Red, green and blue are resized like gray images.</summary>
    [Theory]
    [InlineData(3, 9)]
    [InlineData(17, 5)]
    public void In_color_each_channel_is_resized_alone(int height, int width)
    {
        byte[] values = new byte[7 * 6 * 3];
        new Random(2).NextBytes(values);
        ColorImage image = ChannelImage.Of(7, 6, 3, values);
        byte[] fitted = ImageFitter.Fit(image, height, width).ToChannels();
        double scale = Math.Min(height / 6.0, width / 7.0);
        GrayImage green = new GrayImage(7, 6, [.. values.Where((_, i) => i % 3 == 1)]).Resize(
            (int)Math.Round(7 * scale),
            (int)Math.Round(6 * scale)
        );
        (int left, int top) = ((width - green.Width) / 2, (height - green.Height) / 2);
        for (int y = 0; y < green.Height; y++)
        {
            for (int x = 0; x < green.Width; x++)
                Assert.Equal(green[x, y], fitted[((((top + y) * width) + left + x) * 3) + 1]);
        }
    }
}
