namespace MnistTrainer.Data;

/// <summary>Scribbles of other kinds than <see cref="Scribbles"/>: rows of loops, and rays.</summary>
internal static class Tangles
{
    /// <summary>Draws the lines of one tangle, in hundredths of its height.</summary>
    public static List<Point[]> Draw(PortableRandom random) => random.NextInt(2) == 0 ? [Loops(random)] : Rays(random);

    // Up, back over the top, down: each loop further to the right, as in a row of handwritten e.
    private static Point[] Loops(PortableRandom random)
    {
        int loops = 4 + random.NextInt(5);
        double pitch = random.NextDouble(14, 24);
        List<Knot> knots = [];
        for (int i = 0; i < loops; i++)
        {
            double left = pitch * i,
                height = random.NextDouble(40, 90);
            foreach (
                Point point in (Point[])
                    [new(left, 100), new(left + 26, 100 - (height / 2)), new(left + 12, 100 - height), new(left, 100 - (height / 2))]
            )
                knots.Add(new Knot(point + new Point(random.NextGaussian(2), random.NextGaussian(3)), false));
        }

        return Spline.Trace([.. knots]);
    }

    private static List<Point[]> Rays(PortableRandom random)
    {
        Point middle = new(random.NextDouble(30, 70), random.NextDouble(30, 70));
        return
        [
            .. Enumerable
                .Range(0, 7 + random.NextInt(8))
                .Select(_ =>
                    Spline.Trace([
                        new Knot(middle + new Point(random.NextGaussian(5), random.NextGaussian(5)), true),
                        new Knot(new Point(random.NextDouble(0, 100), random.NextDouble(0, 100)), true),
                    ])
                ),
        ];
    }
}
