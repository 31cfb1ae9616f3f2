namespace MnistTrainer.Data;

/// <summary>
/// The smooth curve through the points of a stroke: a centripetal Catmull-Rom spline (Barry and Goldman, 1988), which neither loops nor
/// overshoots between unevenly spaced points. A corner separates two curves.
/// </summary>
internal static class Spline
{
    private const int StepsPerKnot = 10;

    /// <summary>Returns the curve as a dense polyline.</summary>
    public static Point[] Trace(ReadOnlySpan<Knot> stroke)
    {
        var line = new List<Point> { stroke[0].Point };
        int start = 0;
        for (int k = 1; k < stroke.Length; k++)
        {
            if (!stroke[k].IsCorner && k < stroke.Length - 1)
                continue;
            TraceSmooth(stroke[start..(k + 1)], line);
            start = k;
        }

        return [.. line];
    }

    private static void TraceSmooth(ReadOnlySpan<Knot> knots, List<Point> line)
    {
        for (int k = 0; k + 1 < knots.Length; k++)
        {
            Point b = knots[k].Point;
            Point c = knots[k + 1].Point;
            Point a = k > 0 ? knots[k - 1].Point : b + (b - c);
            Point d = k + 2 < knots.Length ? knots[k + 2].Point : c + (c - b);
            for (int step = 1; step <= StepsPerKnot; step++)
                line.Add(Between(a, b, c, d, (double)step / StepsPerKnot));
        }
    }

    // Barry and Goldman's pyramid of linear interpolations, t from 0 at b to 1 at c.
    private static Point Between(Point a, Point b, Point c, Point d, double t)
    {
        double tb = Interval(a, b);
        double tc = tb + Interval(b, c);
        double td = tc + Interval(c, d);
        double at = tb + (t * (tc - tb));
        Point ab = Blend(a, b, 0, tb, at);
        Point bc = Blend(b, c, tb, tc, at);
        Point cd = Blend(c, d, tc, td, at);
        return Blend(Blend(ab, bc, 0, tc, at), Blend(bc, cd, tb, td, at), tb, tc, at);
    }

    // Never zero, since coinciding points would cause a division by zero.
    private static double Interval(Point from, Point to) => Math.Sqrt((to - from).Length) + 1e-6;

    private static Point Blend(Point from, Point to, double start, double end, double at) =>
        from + (((at - start) / (end - start)) * (to - from));
}
