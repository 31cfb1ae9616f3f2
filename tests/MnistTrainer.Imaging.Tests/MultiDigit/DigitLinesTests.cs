namespace MnistTrainer.Imaging.Tests.MultiDigit;

/// <summary>Numbers drawn from rectangles: bars 40 pixels tall as digits, and smaller pieces beside them.</summary>
public sealed class DigitLinesTests
{
    private const int Width = 160;
    private const int Height = 80;

    // Three digits, as tall as they are wide apart.
    private static readonly ImageBox[] Digits = [new(40, 20, 8, 40), new(70, 20, 8, 40), new(110, 20, 8, 40)];

    private static readonly ImageBox Point = new(88, 54, 6, 6);
    private static readonly ImageBox Minus = new(16, 38, 14, 4);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_point_and_a_minus_sign_are_found_with_their_boxes(bool isDark)
    {
        GrayImage image = Draw([.. Digits, Point, Minus]);
        DigitLine line = Assert.Single(DigitLines.Find(isDark ? image : image.Invert()));
        Assert.Equal([new NumberMark(NumberMarkKind.Minus, Minus), new NumberMark(NumberMarkKind.Point, Point)], line.Marks);
        Assert.Equal(Digits, Enumerable.Range(0, line.Count).Select(part => line.Box(part, 1)));
    }

    [Fact]
    public void A_comma_reaches_below_the_digits()
    {
        DigitLine line = Assert.Single(DigitLines.Find(Draw([.. Digits, new(88, 54, 5, 12)])));
        Assert.Equal(NumberMarkKind.Point, Assert.Single(line.Marks).Kind);
    }

    [Theory]
    [InlineData(88, 36, 6, 6)] // at half the height
    [InlineData(88, 18, 6, 6)] // at the top
    [InlineData(140, 24, 14, 4)] // a dash behind the number
    [InlineData(16, 56, 14, 4)] // a dash at the foot
    public void Small_pieces_elsewhere_are_other_marks(int left, int top, int width, int height)
    {
        ImageBox piece = new(left, top, width, height);
        DigitLine line = Assert.Single(DigitLines.Find(Draw([.. Digits, piece])));
        Assert.Equal([new NumberMark(NumberMarkKind.Other, piece)], line.Marks);
    }

    [Fact]
    public void Two_points_above_each_other_are_one_other_mark()
    {
        DigitLine line = Assert.Single(
            DigitLines.Find(Draw([.. Digits, Point, Point with { Left = Point.Left + 1, Top = Point.Top - 22 }]))
        );
        Assert.Equal(NumberMarkKind.Other, Assert.Single(line.Marks).Kind);
    }

    [Theory]
    [InlineData(88, 58, 2, 2)] // a speck
    [InlineData(2, 54, 6, 6)] // far away
    public void Dirt_is_no_mark(int left, int top, int width, int height) =>
        Assert.All(DigitLines.Find(Draw([.. Digits, new(left, top, width, height)])), line => Assert.Empty(line.Marks));

    /// <summary>A line of a quarter of the width of the digits, as an edge or a hair leaves it, whole or in two pieces.</summary>
    [Theory]
    [InlineData(22, 36, 0)]
    [InlineData(22, 16, 20)]
    public void A_scratch_is_no_digit(int top, int height, int below)
    {
        ImageBox scratch = new(88, top, 2, height);
        DigitLine line = Assert.Single(DigitLines.Find(Draw([.. Digits, scratch, scratch with { Top = top + below }])));
        Assert.Equal(Digits, Enumerable.Range(0, line.Count).Select(part => line.Box(part, 1)));
        Assert.Empty(line.Marks);
    }

    [Fact]
    public void A_thin_one_of_a_thin_pen_is_a_digit()
    {
        ImageBox[] digits = [.. Digits.Select(digit => digit with { Width = 2 })];
        DigitLine line = Assert.Single(DigitLines.Find(Draw(digits)));
        Assert.Equal(digits, Enumerable.Range(0, line.Count).Select(part => line.Box(part, 1)));
    }

    [Fact]
    public void Dirt_of_the_size_of_a_point_makes_it_doubtful()
    {
        ImageBox[] dirt = [new(60, 4, 6, 6), new(130, 4, 6, 5)];
        Assert.All(DigitLines.Find(Draw([.. Digits, Point, .. dirt])), line => Assert.Empty(line.Marks));
        ImageBox[] dust = [new(60, 4, 2, 2), new(130, 4, 2, 3)];
        Assert.Equal(NumberMarkKind.Point, Assert.Single(DigitLines.Find(Draw([.. Digits, Point, .. dust]))).Marks.Single().Kind);
    }

    /// <summary>The cap of a 5 that does not touch it is part of the digit, neither a mark nor dirt.</summary>
    [Fact]
    public void A_piece_of_a_digit_leaves_a_point_what_it_is()
    {
        ImageBox cap = new(112, 20, 12, 4),
            body = new(108, 28, 12, 32);
        DigitLine line = Assert.Single(DigitLines.Find(Draw([Digits[0], Digits[1], body, cap, Point])));
        Assert.Equal([new NumberMark(NumberMarkKind.Point, Point)], line.Marks);
    }

    /// <summary>The page lies on a darker table that shows on all sides, on two or on one; the places found are those of the whole image.</summary>
    [Theory]
    [InlineData(50, 40, 50, 40)]
    [InlineData(50, 40, 0, 0)]
    [InlineData(0, 0, 50, 0)]
    public void A_number_is_found_on_a_page_on_a_table(int left, int top, int right, int bottom)
    {
        GrayImage page = Draw(Digits);
        int width = Width + left + right,
            height = Height + top + bottom;
        byte[] pixels = [.. Enumerable.Range(0, width * height).Select(i => (byte)(60 + (i * 7919 % 23)))];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
                pixels[((y + top) * width) + x + left] = (byte)(40 + (page[x, y] * 0.65));
        }

        DigitLine line = Assert.Single(DigitLines.Find(new GrayImage(width, height, pixels)));
        AssertNear(Digits.Select(box => box with { Left = box.Left + left, Top = box.Top + top }), line);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(-0.4)]
    public void The_edge_of_a_shadow_is_not_read(double slope)
    {
        GrayImage image = Draw(Digits).Map((x, y, value) => (40 + (0.7 * value)) * (x - (slope * y) > 92 ? 0.6 : 1));
        AssertNear(Digits, Assert.Single(DigitLines.Find(image)));
    }

    private static void AssertNear(IEnumerable<ImageBox> expected, DigitLine line)
    {
        ImageBox[] found = [.. Enumerable.Range(0, line.Count).Select(part => line.Box(part, 1))];
        Assert.Equal(expected.Count(), found.Length);
        Assert.All(
            expected.Zip(found),
            pair =>
            {
                Assert.InRange(pair.Second.Left, pair.First.Left - 2, pair.First.Left + 2);
                Assert.InRange(pair.Second.Top, pair.First.Top - 2, pair.First.Top + 2);
                Assert.InRange(pair.Second.Right, pair.First.Right - 2, pair.First.Right + 2);
                Assert.InRange(pair.Second.Bottom, pair.First.Bottom - 2, pair.First.Bottom + 2);
            }
        );
    }

    [Fact]
    public void Each_number_has_its_own_marks()
    {
        ImageBox[] below = [.. Digits.Append(Point).Select(box => box with { Top = box.Top + Height })];
        GrayImage image = Draw([.. Digits, Minus, .. below], height: 2 * Height);
        IReadOnlyList<DigitLine> lines = DigitLines.Find(image);
        Assert.Equal([NumberMarkKind.Minus, NumberMarkKind.Point], lines.Select(line => Assert.Single(line.Marks).Kind));
    }

    [Fact]
    public void A_part_in_its_context_is_lighter_than_paper_and_its_neighbors_darker()
    {
        DigitLine line = Assert.Single(DigitLines.Find(Draw(Digits)));

        // A square of 56 pixels, 1.4 times the height, around the second bar.
        GrayImage seen = line.DrawInContext(1, 1, side: 56);
        Assert.Equal((56, 56), (seen.Width, seen.Height));
        for (int y = 0; y < 56; y++)
        {
            for (int x = 0; x < 56; x++)
            {
                (int column, int row) = (70 + 4 - 28 + x, 40 - 28 + y);
                bool isPart = Contains(Digits[1], column, row),
                    isOther = Contains(Digits[0], column, row) || Contains(Digits[2], column, row);
                Assert.InRange(
                    seen[x, y],
                    isPart ? 250
                        : isOther ? 0
                        : 126,
                    isPart ? 255
                        : isOther ? 3
                        : 130
                );
            }
        }
    }

    [Fact]
    public void Digits_that_touch_are_cut_where_they_do()
    {
        // Two rings that share a side of 2 pixels; the cut goes through it.
        GrayImage image = Draw([.. Ring(40, 20), .. Ring(69, 20)]);
        DigitLine line = Assert.Single(DigitLines.Find(image));
        Assert.Contains(
            Enumerable.Range(1, line.Count - 1),
            part =>
                line.Box(0, part) is { Left: 40, Right: >= 66 and <= 74 }
                && line.Box(part, line.Count - part) is { Left: >= 64 and <= 74, Right: 99 }
        );
    }

    private static ImageBox[] Ring(int left, int top) =>
        [new(left, top, 30, 4), new(left, top + 36, 30, 4), new(left, top, 4, 40), new(left + 26, top, 4, 40)];

    private static bool Contains(ImageBox box, int x, int y) => x >= box.Left && x < box.Right && y >= box.Top && y < box.Bottom;

    private static GrayImage Draw(IReadOnlyList<ImageBox> boxes, int height = Height)
    {
        byte[] pixels = [.. Enumerable.Repeat((byte)255, Width * height)];
        foreach (ImageBox box in boxes)
        {
            for (int y = box.Top; y < box.Bottom; y++)
                pixels.AsSpan((y * Width) + box.Left, box.Width).Clear();
        }

        return new GrayImage(Width, height, pixels);
    }
}
