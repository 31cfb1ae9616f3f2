namespace MnistTrainer.Imaging.Tests;

/// <summary>A seven whose pen skips for some rows and is faint below them.</summary>
public sealed class FaintStrokesTests
{
    private const int Side = 280;
    private const int Skip = 150;

    private static readonly GrayImage Seven = Drawing.Draw(Side, 20, Drawing.Seven);
    private static readonly GrayImage Whole = DigitNormalizer.Normalize(Seven, "7");

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.35)]
    [InlineData(0.5)]
    public void A_faint_continuation_belongs_to_the_digit(double strength)
    {
        GrayImage image = Seven.Map(
            (_, y, ink) =>
                y < Skip ? ink
                : y < Skip + 8 ? 0
                : ink * strength
        );
        GrayImage digit = DigitNormalizer.Normalize(image.Invert(), "7");

        // As tall and as wide as if nothing were faint.
        (GrayImage expected, GrayImage found) = (InkBox.Crop(Whole), InkBox.Crop(digit));
        Assert.InRange(found.Height, expected.Height - 1, expected.Height + 1);
        Assert.InRange(found.Width, expected.Width - 1, expected.Width + 1);
    }

    [Theory]
    [InlineData(40)] // further than a pen skips
    [InlineData(60)]
    public void A_faint_stroke_far_from_the_digit_does_not(int gap)
    {
        GrayImage image = Seven.Map(
            (_, y, ink) =>
                y < 120 ? ink
                : y < 120 + gap ? 0
                : ink * 0.3
        );
        GrayImage upper = Seven.Map((_, y, ink) => y < 120 ? ink : 0);
        Assert.Equal(DigitNormalizer.Normalize(upper, "7").Pixels, DigitNormalizer.Normalize(image, "7").Pixels);
    }

    [Fact]
    public void A_smear_beside_the_digit_does_not()
    {
        GrayImage smeared = Seven.Map((x, y, ink) => x is > 190 and < 260 && y is > 100 and < 190 ? Math.Max(ink, (byte)70) : ink);
        Assert.Equal(Whole.Pixels, DigitNormalizer.Normalize(smeared, "7").Pixels);
    }
}
