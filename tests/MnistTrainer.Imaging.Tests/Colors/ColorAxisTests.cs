namespace MnistTrainer.Imaging.Tests.Colors;

public sealed class ColorAxisTests
{
    /// <summary>The principal axis of two colors is the line between them, so their distance is that in the color cube.</summary>
    [Theory]
    [InlineData(160, 100, 100, 120, 120, 101, 0.5)]
    [InlineData(160, 100, 100, 120, 120, 101, 0.1)]
    [InlineData(90, 90, 200, 120, 97, 86, 0.2)]
    public void Keeps_the_distance_of_two_equally_bright_colors(
        int red,
        int green,
        int blue,
        int otherRed,
        int otherGreen,
        int otherBlue,
        double share
    )
    {
        ColorImage image = InTwo((red, green, blue), (otherRed, otherGreen, otherBlue), share);
        GrayImage seen = ColorAxis.Project(image)!;
        double expected = Math.Sqrt(Math.Pow(red - otherRed, 2) + Math.Pow(green - otherGreen, 2) + Math.Pow(blue - otherBlue, 2));
        Assert.InRange(Math.Abs(seen.Pixels[0] - seen.Pixels[^1]), expected - 1.01, expected + 1.01);
        Assert.InRange(seen.Pixels.ToArray().Average(level => level), Brightness(image) - 1.01, Brightness(image) + 0.01);
    }

    [Fact]
    public void Keeps_light_colors_light()
    {
        // Yellow with a luminance of 215, and lilac with 212.
        GrayImage seen = ColorAxis.Project(InTwo((235, 235, 60), (220, 205, 225), 0.3))!;
        Assert.True(seen.Pixels[0] > seen.Pixels[^1]);
        seen = ColorAxis.Project(InTwo((220, 205, 225), (235, 235, 60), 0.3))!;
        Assert.True(seen.Pixels[0] < seen.Pixels[^1]);
    }

    [Theory]
    [InlineData(0, 0, 0, 255, 255, 255)]
    [InlineData(30, 60, 200, 250, 250, 240)]
    [InlineData(120, 120, 120, 120, 120, 120)]
    [InlineData(120, 120, 120, 123, 118, 121)]
    public void Returns_no_axis_if_gray_suffices_or_nothing_helps(
        int red,
        int green,
        int blue,
        int otherRed,
        int otherGreen,
        int otherBlue
    ) => Assert.Null(ColorAxis.Project(InTwo((red, green, blue), (otherRed, otherGreen, otherBlue), 0.2)));

    private static double Brightness(ColorImage image) =>
        Enumerable
            .Range(0, image.Width)
            .Average(i => (0.299 * image.Pixels[4 * i]) + (0.587 * image.Pixels[(4 * i) + 1]) + (0.114 * image.Pixels[(4 * i) + 2]));

    /// <summary>A row of a thousand pixels, the given share of them in the first color.</summary>
    private static ColorImage InTwo((int Red, int Green, int Blue) first, (int Red, int Green, int Blue) second, double share) =>
        new(
            1000,
            1,
            [
                .. Enumerable
                    .Range(0, 1000)
                    .Select(i => i < 1000 * share ? first : second)
                    .SelectMany(color => (byte[])[(byte)color.Red, (byte)color.Green, (byte)color.Blue, 255]),
            ]
        );
}
