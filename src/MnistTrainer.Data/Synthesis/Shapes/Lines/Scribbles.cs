namespace MnistTrainer.Data;

/// <summary>Meaningless lines: random curves, hatching, spirals, dots and dashes. In hundredths of the height, like drawings.</summary>
internal static class Scribbles
{
    private const double Width = 70;
    private const double Height = 100;

    // A circle of eight points; sines would differ between platforms.
    private static readonly Point[] Circle =
    [
        new(1, 0),
        new(0.7, 0.7),
        new(0, 1),
        new(-0.7, 0.7),
        new(-1, 0),
        new(-0.7, -0.7),
        new(0, -1),
        new(0.7, -0.7),
    ];

    /// <summary>Draws the lines of one scribble.</summary>
    public static List<Point[]> Draw(PortableRandom random) =>
        random.NextInt(4) switch
        {
            0 => [.. Enumerable.Range(0, 1 + random.NextInt(3)).Select(_ => Curve(random, 8 + random.NextInt(14)))],
            1 => [Hatch(random)],
            2 => [Spiral(random)],
            _ => [.. Enumerable.Range(0, 4 + random.NextInt(9)).Select(_ => Dash(random))],
        };

    private static Point[] Curve(PortableRandom random, int points) =>
        Spline.Trace([.. Enumerable.Range(0, points).Select(_ => new Knot(RandomPoint(random), random.NextInt(3) == 0))]);

    private static Point[] Hatch(PortableRandom random)
    {
        int teeth = 6 + random.NextInt(12);
        bool isSharp = random.NextInt(2) == 0,
            isUpright = random.NextInt(2) == 0;
        Knot[] knots = new Knot[teeth];
        for (int i = 0; i < teeth; i++)
        {
            double along = ((double)i / teeth) + random.NextGaussian(0.03),
                across = (i % 2) + random.NextGaussian(0.15);
            knots[i] = new Knot(isUpright ? new Point(Width * across, Height * along) : new Point(Width * along, Height * across), isSharp);
        }

        return Spline.Trace(knots);
    }

    private static Point[] Spiral(PortableRandom random)
    {
        int points = 20 + random.NextInt(24);
        double drift = random.NextDouble(-2, 2),
            shrink = random.NextDouble(0.9, 0.97),
            radius = 40;
        Knot[] knots = new Knot[points];
        for (int i = 0; i < points; i++)
        {
            Point turn = Circle[i % Circle.Length];
            knots[i] = new Knot(
                new Point(35 + (drift * i) + (radius * turn.X) + random.NextGaussian(5), 50 + (radius * turn.Y) + random.NextGaussian(5)),
                false
            );
            radius *= shrink;
        }

        return Spline.Trace(knots);
    }

    private static Point[] Dash(PortableRandom random)
    {
        Point from = RandomPoint(random);
        return Spline.Trace([new Knot(from, true), new Knot(from + new Point(random.NextGaussian(16), random.NextGaussian(16)), true)]);
    }

    private static Point RandomPoint(PortableRandom random) => new(random.NextDouble(0, Width), random.NextDouble(0, Height));
}
