namespace MnistTrainer.Imaging.Tests.Digits;

public sealed class StrokesTests
{
    /// <summary>A stroke with round ends has the area w l + pi w² / 4 and the perimeter 2 l + pi w.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(40)]
    public void Width_is_twice_the_area_over_the_perimeter(double pen)
    {
        double length = 0.6 * 300;
        double expected = 2 * ((pen * length) + (Math.PI * pen * pen / 4)) / ((2 * length) + (Math.PI * pen));
        Assert.InRange(Strokes.Width(Drawing.Draw(300, pen, Drawing.One)), 0.97 * expected, 1.03 * expected);
    }

    /// <summary>
    /// The area of a ring is half its perimeter times its width; differences of neighbors overestimate slanted edges slightly.
    /// </summary>
    [Theory]
    [InlineData(4)]
    [InlineData(15)]
    public void Measures_the_width_of_a_ring(double pen) =>
        Assert.InRange(Strokes.Width(Drawing.Draw(300, pen, Drawing.Zero)), 0.93 * pen, 1.02 * pen);

    [Fact]
    public void Blank_paper_has_width_0() => Assert.Equal(0, Strokes.Width(new GrayImage(5, 5, new byte[25])));

    [Theory]
    [InlineData(1)]
    [InlineData(2.5)]
    [InlineData(6)]
    public void Widens_a_point_to_a_round_dot(double radius)
    {
        GrayImage point = new GrayImage(21, 21, new byte[21 * 21]).Map((x, y, _) => x == 10 && y == 10 ? 255 : 0);
        GrayImage dot = Strokes.Widen(point, radius);
        Assert.Equal(dot.Pixels, dot.Transpose().Pixels);
        for (int y = 0; y < 21; y++)
        {
            for (int x = 0; x < 21; x++)
            {
                double distance = Math.Sqrt(((x - 10) * (x - 10)) + ((y - 10) * (y - 10)));
                Assert.True(distance <= radius ? dot[x, y] == 255 : distance < radius + 1 || dot[x, y] == 0, $"({x}, {y}): {dot[x, y]}");
            }
        }
    }

    [Theory]
    [InlineData(6, 2)]
    [InlineData(10, 3.5)]
    public void Widens_strokes_by_the_radius_on_both_sides(double pen, double radius)
    {
        double before = Strokes.Width(Drawing.Draw(300, pen, Drawing.Zero));
        Assert.InRange(
            Strokes.Width(Strokes.Widen(Drawing.Draw(300, pen, Drawing.Zero), radius)) - before,
            (2 * radius) - 1,
            (2 * radius) + 1
        );
    }

    /// <summary>In a frame of 28 pixels, strokes from 1.9 to 3.6 pixels are usual.</summary>
    [Theory]
    [InlineData(20, 1.9, 2.9)]
    [InlineData(8, 1.9, 2.9)]
    [InlineData(75, 3.0, 4.0)]
    public void Adjusts_unusual_stroke_widths(double pen, double least, double most)
    {
        MnistFrame frame = new(28, 28);
        GrayImage digit = InkBox.Crop(Drawing.Draw(560, pen, Drawing.Zero));
        GrayImage adjusted = StrokeWidth.Adjust(digit, frame);
        Assert.NotSame(digit, adjusted);
        Assert.InRange(Strokes.Width(frame.Fit(adjusted)), least, most);
    }

    [Fact]
    public void Keeps_usual_stroke_widths()
    {
        GrayImage digit = InkBox.Crop(Drawing.Draw(560, 45, Drawing.Zero));
        Assert.Same(digit, StrokeWidth.Adjust(digit, new MnistFrame(28, 28)));
    }
}
