namespace MnistTrainer.Imaging.Tests;

public sealed class PolarityTests
{
    public static TheoryData<double> Pens => [3, 12, 28, 45];

    [Theory]
    [MemberData(nameof(Pens))]
    public void Distinguishes_light_on_dark_from_its_negative(double pen)
    {
        foreach ((double X, double Y)[] line in new[] { Drawing.Zero, Drawing.One, Drawing.Seven })
        {
            GrayImage chalk = Drawing.Draw(200, pen, line);
            Assert.False(Polarity.IsDarkOnLight(chalk));
            Assert.True(Polarity.IsDarkOnLight(chalk.Invert()));
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(140)]
    public void Ignores_light_from_one_side(int darkest)
    {
        GrayImage paper = Drawing
            .Draw(200, 14, Drawing.Seven)
            .Map((x, _, ink) => (darkest + ((250 - darkest) * x / 200.0)) * (1 - (0.8 * ink / 255)));
        Assert.True(Polarity.IsDarkOnLight(paper));
        Assert.False(Polarity.IsDarkOnLight(paper.Invert()));
    }

    [Fact]
    public void Detects_the_polarity_of_a_tightly_cropped_digit_by_its_strokes()
    {
        GrayImage cut = InkBox.Crop(Drawing.Draw(200, 14, Drawing.Zero));
        Assert.False(Polarity.IsDarkOnLight(cut));
        Assert.True(Polarity.IsDarkOnLight(cut.Invert()));
    }

    [Fact]
    public void Detects_light_corners()
    {
        // A dark cross that reaches the border in the middle of every side.
        GrayImage cross = new GrayImage(90, 60, new byte[90 * 60]).Map((x, y, _) => x is > 20 and < 70 || y is > 15 and < 45 ? 10 : 240);
        Assert.True(Polarity.HasLightCorners(cross));
        Assert.False(Polarity.HasLightCorners(cross.Invert()));
    }
}
