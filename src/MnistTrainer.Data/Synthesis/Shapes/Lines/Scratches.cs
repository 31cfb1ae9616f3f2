namespace MnistTrainer.Data;

/// <summary>Scribbles of other kinds than <see cref="Scribbles"/> and <see cref="Tangles"/>: rows of waves, and scratching back and forth.</summary>
internal static class Scratches
{
    /// <summary>Draws the lines of one, in hundredths of its height.</summary>
    public static List<Point[]> Draw(PortableRandom random) =>
        random.NextInt(2) == 0 ? [.. Enumerable.Range(0, 3 + random.NextInt(3)).Select(row => Wave(24 * row, random))] : [Scratch(random)];

    private static Point[] Wave(double top, PortableRandom random)
    {
        int bends = 4 + random.NextInt(5);
        double phase = random.NextInt(2);
        return Spline.Trace([
            .. Enumerable
                .Range(0, bends)
                .Select(i => new Knot(new Point(100.0 * i / bends, top + (14 * ((i + phase) % 2)) + random.NextGaussian(3)), false)),
        ]);
    }

    private static Point[] Scratch(PortableRandom random)
    {
        int turns = 12 + random.NextInt(16);
        Point from = new(random.NextDouble(0, 60), random.NextDouble(0, 100)),
            drift = new(random.NextGaussian(2), random.NextGaussian(2)),
            length = new(random.NextDouble(30, 60), random.NextGaussian(30));
        Knot[] knots = new Knot[turns];
        for (int i = 0; i < turns; i++)
        {
            Point end = from + (i * drift) + (i % 2 * length);
            knots[i] = new Knot(end + new Point(random.NextGaussian(10), random.NextGaussian(10)), random.NextInt(2) == 0);
        }

        return Spline.Trace(knots);
    }
}
