namespace MnistTrainer.Imaging.Tests.Digits;

public sealed class SlantTests
{
    /// <summary>A thin stroke has the slant of its line, in columns to the right for each row down.</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(-0.4)]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Measures_the_slant_of_a_stroke(double slant) => Assert.InRange(Slant.Of(Leaning(slant)), slant - 0.03, slant + 0.03);

    [Theory]
    [InlineData(-0.7)]
    [InlineData(0.5)]
    public void Keeps_a_usual_slant(double slant)
    {
        GrayImage digit = Leaning(slant);
        Assert.Same(digit, Slant.Correct(digit));
    }

    /// <summary>The usual slants of MNIST's digits range from 0.78 to the right, where x decreases with y, to 0.53 to the left.</summary>
    [Theory]
    [InlineData(-1.1, -0.78)]
    [InlineData(0.9, 0.53)]
    public void Reduces_an_extreme_slant_without_losing_ink(double slant, double left)
    {
        GrayImage digit = Leaning(slant);
        GrayImage corrected = Slant.Correct(digit);
        Assert.InRange(Slant.Of(corrected), left - 0.03, left + 0.03);
        Assert.Equal(digit.Height, corrected.Height);
        double before = digit.Pixels.ToArray().Sum(ink => (double)ink);
        Assert.InRange(corrected.Pixels.ToArray().Sum(ink => (double)ink), 0.98 * before, 1.02 * before);
    }

    private static GrayImage Leaning(double slant) =>
        InkBox.Crop(Drawing.Draw(200, 6, [(0.5 - (0.3 * slant), 0.2), (0.5 + (0.3 * slant), 0.8)]));
}
