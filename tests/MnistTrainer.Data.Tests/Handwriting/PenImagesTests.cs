namespace MnistTrainer.Data.Tests;

public sealed class PenImagesTests
{
    private static readonly PenDigit Cross = new(
        4,
        "1",
        [
            [new(100, -300), new(120, -200), new(160, -100)],
            [new(90, -180), new(200, -190)],
        ]
    );

    [Fact]
    public void Draws_strokes_in_the_frame_of_MNIST_with_pens_from_thin_to_thick()
    {
        byte[][] images = [.. Enumerable.Range(0, PenImages.MaximumPens).Select(pen => Draw(Cross, pen))];

        Assert.Equal(3, images.Length);
        foreach (byte[] image in images)
        {
            int[] rows = [.. Enumerable.Range(0, 28).Where(y => image.AsSpan(28 * y, 28).ContainsAnyExcept((byte)0))];
            Assert.Equal(20, rows[^1] - rows[0] + 1);
            double mass = image.Sum(ink => ink);
            Assert.Equal(14, image.Select((ink, i) => ink * (i / 28)).Sum() / mass, 0.5);
        }

        Assert.True(1.5 * images[1].Sum(ink => ink) < images[2].Sum(ink => ink));
    }

    [Fact]
    public void Up_is_up()
    {
        // A tall L: its ink is below.
        byte[] image = Draw(
            new(
                1,
                "",
                [
                    [new(0, -400), new(0, 0), new(100, 0)],
                ]
            ),
            0
        );

        Assert.True(image.AsSpan(28 * 20, 28 * 8).ToArray().Sum(ink => ink) > image.AsSpan(0, 28 * 8).ToArray().Sum(ink => ink));
    }

    [Fact]
    public void Draws_a_dot() =>
        Assert.Contains(
            (byte)255,
            Draw(
                new(
                    1,
                    "",
                    [
                        [new(5, 5)],
                    ]
                ),
                0
            )
        );

    private static byte[] Draw(PenDigit digit, int pen)
    {
        byte[] image = new byte[28 * 28];
        PenImages.Draw(digit, index: 3, pen, image);
        return image;
    }
}
