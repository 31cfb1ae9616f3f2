namespace MnistTrainer.Data.Tests;

public class SplineTests
{
    [Fact]
    public void The_curve_passes_through_every_knot_in_order()
    {
        Knot[] stroke = Drawing.Parse("5,20 20,3 42,2 54,20! 45,50 25,82").Strokes[0];

        Point[] curve = Spline.Trace(stroke);

        int[] nearest = [.. stroke.Select(knot => Array.FindIndex(curve, point => (point - knot.Point).Length < 1e-6))];
        Assert.DoesNotContain(-1, nearest);
        Assert.Equal(nearest.Order(), nearest);
    }

    [Fact]
    public void Collinear_knots_give_a_straight_line()
    {
        Point[] curve = Spline.Trace(Drawing.Parse("0,0 10,20 15,30 50,100").Strokes[0]);

        Assert.All(curve, point => Assert.Equal(2 * point.X, point.Y, 1e-4));
    }

    [Fact]
    public void The_curve_is_straight_between_corners()
    {
        Point[] curve = Spline.Trace(Drawing.Parse("0,0 50,0! 50,80").Strokes[0]);

        Assert.All(curve, point => Assert.True(Math.Abs(point.Y) < 1e-4 || Math.Abs(point.X - 50) < 1e-4));
    }

    [Fact]
    public void Coinciding_knots_do_not_break_the_curve()
    {
        Point[] curve = Spline.Trace(Drawing.Parse("0,0 10,10 10,10 20,0").Strokes[0]);

        Assert.All(curve, point => Assert.True(double.IsFinite(point.X) && double.IsFinite(point.Y)));
    }
}
