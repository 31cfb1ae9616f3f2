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
}
