namespace MnistTrainer.Imaging.Tests.MultiDigit;

/// <summary>Patterns, which a recognizer would judge piece by piece for seconds: the number of groups of pieces that it is asked to judge is bounded.</summary>
public sealed class TextureTests
{
    // The groups of a number of six digits that are drawn apart are about two hundred.
    private const int Few = 200;

    [Theory]
    [InlineData(300)]
    [InlineData(1000)]
    public void The_pieces_of_a_pattern_are_not_judged(int side)
    {
        Func<int, int, bool>[] patterns =
        [
            (x, _) => x % 6 < 2,
            (x, y) => (x + y) % 4 < 2,
            (x, y) => (x + (y / 3)) % 4 < 2,
            (x, y) => (x + y) % 6 < 2 || (x + (5 * side) - y) % 6 < 2,
            (x, y) => x % 24 < 9 && y % 24 < 9,
            (x, y) => x % 4 < 2 && y % 4 < 2,
            (x, y) => ((x / 2) + (y / 2)) % 2 == 0,
            (x, y) => (((x * 7919) + (y * 104729)) * 48271L % 65537) < 20000,
        ];
        Assert.All(patterns, pattern => Assert.InRange(Groups(Paint(side, pattern)), 0, Few));
    }

    [Fact]
    public void Noise_is_not_judged()
    {
        Random random = new(3);
        Assert.InRange(Groups(Paint(300, (_, _) => random.NextDouble() < 0.3)), 0, Few);
    }

    [Fact]
    public void Bars_of_a_row_are_judged_with_few_of_their_neighbors()
    {
        // Thirty bars, each a third of its height from the next: ones, perhaps.
        DigitLine line = Assert.Single(DigitLines.Find(Paint(600, (x, y) => x is >= 30 and < 570 && x % 18 < 5 && y is >= 280 and < 330)));
        Assert.Equal(30, line.Count);
        Assert.Equal(4, Enumerable.Range(1, 30).Last(count => line.MayBeDigit(0, count)));
    }

    [Fact]
    public void Equal_dots_of_many_rows_are_no_digits_and_a_few_are()
    {
        Assert.Empty(DigitLines.Find(Paint(300, (x, y) => x % 30 is >= 8 and < 20 && y % 30 is >= 8 and < 20)));
        Assert.NotEmpty(DigitLines.Find(Paint(120, (x, y) => x % 60 is >= 20 and < 40 && y % 60 is >= 20 and < 40)));
    }

    private static int Groups(GrayImage image) =>
        DigitLines
            .Find(image)
            .Sum(line =>
                Enumerable
                    .Range(0, line.Count)
                    .Sum(first => Enumerable.Range(1, line.Count - first).Count(count => line.MayBeDigit(first, count)))
            );

    private static GrayImage Paint(int side, Func<int, int, bool> isInk) =>
        new(side, side, [.. Enumerable.Range(0, side * side).Select(place => isInk(place % side, place / side) ? (byte)0 : (byte)255)]);
}
