namespace MnistTrainer.Imaging.Tests;

public sealed class ResamplerTests
{
    [Fact]
    public void Shrinking_averages_the_covered_area()
    {
        GrayImage image = new(3, 2, [0, 60, 120, 30, 90, 240]);
        // Two of three columns: the first covers the first column and half of the second: (15 + 75 / 2) / 1.5, and (75 / 2 + 180) / 1.5.
        Assert.Equal([(byte)35, 145], image.Resize(2, 1).Pixels.ToArray());
    }

    [Theory]
    [InlineData(400, 28)]
    [InlineData(301, 17)]
    [InlineData(29, 28)]
    public void Shrinking_keeps_the_mean(int from, int to)
    {
        byte[] pixels = new byte[from * from];
        new Random(from).NextBytes(pixels);
        double mean = new GrayImage(from, from, pixels).Resize(to, to).Pixels.ToArray().Average(pixel => pixel);
        Assert.Equal(pixels.Average(pixel => pixel), mean, 0.5);
    }

    [Fact]
    public void Enlarging_interpolates() =>
        Assert.Equal([(byte)0, 25, 75, 100], new GrayImage(2, 1, [0, 100]).Resize(4, 1).Pixels.ToArray());

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(7, 90)]
    public void A_uniform_image_stays_uniform(int width, int height) =>
        Assert.All(
            new GrayImage(5, 5, [.. Enumerable.Repeat((byte)200, 25)]).Resize(width, height).Pixels.ToArray(),
            pixel => Assert.Equal(200, pixel)
        );
}
