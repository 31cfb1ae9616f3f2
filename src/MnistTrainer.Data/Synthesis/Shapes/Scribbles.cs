namespace MnistTrainer.Data;

/// <summary>Lines that mean nothing: wandering, hatching, turning round and round, dots and dashes. In hundredths of the height, as drawings are.</summary>
internal static class Scribbles
{
    private const double Width = 70;
    private const double Height = 100;

    // A turn of eight points; sines differ from platform to platform.
    private static readonly Point[] Turn =
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

    /// <summary>The lines of one scribble.</summary>
    public static List<Point[]> Draw(RandomStream random) =>
        random.Index(4) switch
        {
            0 => [.. Enumerable.Range(0, 1 + random.Index(3)).Select(_ => Wander(random, 8 + random.Index(14)))],
            1 => [Hatch(random)],
            2 => [Whirl(random)],
            _ => [.. Enumerable.Range(0, 4 + random.Index(9)).Select(_ => Dash(random))],
        };

    private static Point[] Wander(RandomStream random, int points) =>
        Spline.Trace([.. Enumerable.Range(0, points).Select(_ => new Knot(Somewhere(random), random.Index(3) == 0))]);

    private static Point[] Hatch(RandomStream random)
    {
        int teeth = 6 + random.Index(12);
        bool isSharp = random.Index(2) == 0,
            isUpright = random.Index(2) == 0;
        Knot[] knots = new Knot[teeth];
        for (int i = 0; i < teeth; i++)
        {
            double along = ((double)i / teeth) + random.Bell(0.03),
                across = (i % 2) + random.Bell(0.15);
            knots[i] = new Knot(isUpright ? new Point(Width * across, Height * along) : new Point(Width * along, Height * across), isSharp);
        }

        return Spline.Trace(knots);
    }

    private static Point[] Whirl(RandomStream random)
    {
        int points = 20 + random.Index(24);
        double drift = random.Between(-2, 2),
            shrink = random.Between(0.9, 0.97),
            radius = 40;
        Knot[] knots = new Knot[points];
        for (int i = 0; i < points; i++)
        {
            Point turn = Turn[i % Turn.Length];
            knots[i] = new Knot(
                new Point(35 + (drift * i) + (radius * turn.X) + random.Bell(5), 50 + (radius * turn.Y) + random.Bell(5)),
                false
            );
            radius *= shrink;
        }

        return Spline.Trace(knots);
    }

    private static Point[] Dash(RandomStream random)
    {
        Point from = Somewhere(random);
        return Spline.Trace([new Knot(from, true), new Knot(from + new Point(random.Bell(16), random.Bell(16)), true)]);
    }

    private static Point Somewhere(RandomStream random) => new(random.Between(0, Width), random.Between(0, Height));
}
