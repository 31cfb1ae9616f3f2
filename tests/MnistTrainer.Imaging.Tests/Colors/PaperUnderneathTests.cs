namespace MnistTrainer.Imaging.Tests.Colors;

public sealed class PaperUnderneathTests
{
    [Fact]
    public void Returns_an_opaque_image_unchanged()
    {
        ColorImage image = Image(4, i => (10 * i, 20, 30, 255));
        Assert.Same(image, PaperUnderneath.Lay(image));
    }

    /// <summary>(40 x 128 + 255 x 127) / 255 is 147.1, and on black paper (220 x 128) / 255 is 110.4.</summary>
    [Theory]
    [InlineData(40, 255, 147)]
    [InlineData(220, 0, 110)]
    public void Places_dark_ink_on_white_and_light_ink_on_black(int ink, int paper, int half)
    {
        ColorImage laid = PaperUnderneath.Lay(
            Image(
                10,
                i =>
                    (
                        ink,
                        ink,
                        ink,
                        i == 0 ? 255
                        : i == 1 ? 128
                        : 0
                    )
            )
        );
        Assert.Equal([ink, half, paper, paper], Enumerable.Range(0, 4).Select(i => (int)laid.Pixels[4 * i]));
        Assert.All(Enumerable.Range(0, 10), i => Assert.Equal(255, laid.Pixels[(4 * i) + 3]));
    }

    [Fact]
    public void Fills_holes_with_the_brightness_of_the_paper()
    {
        // Eight pixels of cream paper, two of ink, two erased ones.
        ColorImage laid = PaperUnderneath.Lay(
            Image(
                12,
                i =>
                    i < 8 ? (230, 230, 230, 255)
                    : i < 10 ? (20, 20, 20, 255)
                    : (0, 90, 0, 0)
            )
        );
        Assert.Equal([230, 230, 230], laid.Pixels.Slice(4 * 11, 3).ToArray());
    }

    [Fact]
    public void Hides_colors_under_full_transparency()
    {
        Random random = new(5);
        for (int trial = 0; trial < 50; trial++)
        {
            int[] alphas = [.. Enumerable.Range(0, 40).Select(_ => random.Next(3) == 0 ? random.Next(1, 256) : 0)];
            int ink = random.Next(256);
            ColorImage Hiding(int seed)
            {
                Random hidden = new(seed);
                return Image(
                    40,
                    i => alphas[i] > 0 ? (ink, ink / 2, ink / 3, alphas[i]) : (hidden.Next(256), hidden.Next(256), hidden.Next(256), 0)
                );
            }

            Assert.Equal(PaperUnderneath.Lay(Hiding(trial)).Pixels, PaperUnderneath.Lay(Hiding(trial + 1000)).Pixels);
        }
    }

    private static ColorImage Image(int width, Func<int, (int Red, int Green, int Blue, int Alpha)> color) =>
        new(
            width,
            1,
            [
                .. Enumerable
                    .Range(0, width)
                    .SelectMany(i =>
                    {
                        (int red, int green, int blue, int alpha) = color(i);
                        return (byte[])[(byte)red, (byte)green, (byte)blue, (byte)alpha];
                    }),
            ]
        );
}
