namespace MnistTrainer.Imaging.Tests.Digits;

public sealed class RuledLinesTests
{
    private const int Side = 300;

    // Every fiftieth row, two pixels thick, rising a little from left to right; none along the bar of the seven.
    private static bool IsLine(int x, int y) => (y + (x / 60) + 15) % 50 < 2;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Erases_dark_lines_but_not_strokes_that_cross_them(bool isSquared)
    {
        GrayImage written = Drawing.Draw(Side, 18, Drawing.Seven);
        GrayImage ruled = written.Map((x, y, ink) => Math.Max(ink, IsLine(x, y) || (isSquared && IsLine(y, x)) ? 230 : 0));
        (GrayImage ink, InkLevels levels) = Erase(ruled.Invert());
        GrayImage left = levels.Stretch(ink);
        Assert.InRange(Drawing.RelativeDifference(written, left), 0, 0.08);
    }

    [Fact]
    public void Erases_a_line_on_both_sides_of_the_bar_of_a_seven()
    {
        GrayImage written = Drawing.Draw(Side, 24, Drawing.Seven);
        (GrayImage ink, InkLevels levels) = Erase(written.Map((_, y, stroke) => 255 - Math.Max(stroke, y % 50 is 8 or 9 ? 230 : 0)));
        GrayImage left = levels.Stretch(ink);
        Assert.All(Enumerable.Range(0, 60).Concat(Enumerable.Range(240, 60)), x => Assert.True(left[x, 58] < 25 && left[x, 59] < 25));
    }

    [Fact]
    public void Keeps_a_stem_that_does_not_reach_the_sides()
    {
        // As thin as the lines and longer than 60 % of the height, as the stem of a 4 or a 9 may be.
        GrayImage stem = Drawing.Draw(Side, 5, Drawing.One);
        (GrayImage ink, InkLevels levels) = Erase(stem.Map((x, y, stroke) => 255 - Math.Max(stroke, IsLine(x, y) ? 230 : 0)));
        Assert.InRange(Drawing.RelativeDifference(stem, levels.Stretch(ink)), 0, 0.1);
    }

    [Fact]
    public void Removes_faint_lines_without_cutting_strokes()
    {
        GrayImage written = Drawing.Draw(Side, 18, Drawing.Seven);
        (GrayImage ink, InkLevels levels) = Erase(written.Map((x, y, stroke) => 255 - Math.Max(stroke, IsLine(x, y) ? 60 : 0)));
        GrayImage left = levels.Stretch(ink);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                Assert.True(written[x, y] > 0 || left[x, y] == 0, $"({x}, {y}) is {left[x, y]}");
                Assert.True(written[x, y] < 255 || left[x, y] == 255, $"({x}, {y}) is {left[x, y]}");
            }
        }
    }

    [Theory]
    [InlineData(0.2, 0.5, 0.8, 0.5)]
    [InlineData(0.0, 0.5, 1.0, 0.5)]
    [InlineData(0.3, 0.2, 0.7, 0.8)]
    public void Keeps_a_single_stroke(double x, double y, double endX, double endY)
    {
        GrayImage ink = InkMap.Of(Drawing.Draw(Side, 18, [(x, y), (endX, endY)]).Invert(), isDarkOnLight: true);
        InkLevels levels = InkLevels.Of(ink)!.Value;
        Assert.Equal((ink, levels), RuledLines.Erase(ink, levels, Region.FindAll(ink, levels)));
    }

    /// <summary>The bar of a 7, cut to less than half of its width, as thin and as long as a line of paper.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Keeps_a_bar_that_the_edge_of_the_image_cuts(int turns)
    {
        GrayImage seven = Drawing.Draw(Side, 18, [(-0.1, -0.01), (1.1, -0.01), (0.9, 0), (0.4, 0.8)]);
        GrayImage written = turns == 0 ? seven : seven.Map((x, y, _) => turns == 1 ? seven[y, x] : seven[x, Side - 1 - y]);
        GrayImage ink = InkMap.Of(written.Invert(), isDarkOnLight: true, hasEvenLight: true);
        InkLevels levels = InkLevels.Of(ink)!.Value;
        Assert.Equal((ink, levels), RuledLines.Erase(ink, levels, Region.FindAll(ink, levels)));
    }

    private static (GrayImage Ink, InkLevels Levels) Erase(GrayImage image)
    {
        GrayImage ink = InkMap.Of(image, Polarity.IsDarkOnLight(image));
        InkLevels levels = InkLevels.Of(ink)!.Value;
        return RuledLines.Erase(ink, levels, Region.FindAll(ink, levels));
    }
}
