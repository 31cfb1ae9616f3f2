namespace MnistTrainer.Imaging.Tests.Digits;

public sealed class GrainTests
{
    [Theory]
    [InlineData(40, 0)]
    [InlineData(90, 0)]
    [InlineData(150, 1)]
    [InlineData(350, 1)]
    public void Averages_out_noise_if_strokes_are_wide_enough(int side, int expected)
    {
        Random random = new(side);
        GrayImage noisy = Drawing
            .Draw(side, side / 12.0, Drawing.Seven)
            .Map((_, _, ink) => 220 - (ink * 0.6) + (30 * (random.NextDouble() - 0.5)));
        Assert.Equal(expected, Grain.RadiusOf(noisy));
    }

    [Fact]
    public void Keeps_clean_images_of_usual_size_sharp() => Assert.Equal(0, Grain.RadiusOf(Drawing.Draw(300, 20, Drawing.Seven)));

    [Theory]
    [InlineData(400, 1)]
    [InlineData(900, 2)]
    public void Window_grows_with_the_image(int side, int expected)
    {
        GrayImage large = Drawing.Draw(side, side / 12.0, Drawing.One);
        Assert.Equal(expected, Grain.RadiusOf(large));

        // No stroke of a usual pen is removed with the grain.
        Assert.InRange(Strokes.Width(WindowFilter.Mean(large, expected)), 0.95 * Strokes.Width(large), 1.05 * Strokes.Width(large));
    }
}
