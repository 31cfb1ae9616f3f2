namespace MnistTrainer.Data;

/// <summary>
/// Letters of no alphabet: three to five strokes between the points of a grid, straight, bent, curved or closed, which often meet. A network that
/// has seen them rejects scripts that it has not seen. Fewer strokes would often be a digit.
/// </summary>
internal static class InventedLetters
{
    private const int Columns = 3;
    private const int Rows = 4;
    private const double Step = 32;

    /// <summary>Draws the lines of one letter, in hundredths of its height.</summary>
    public static List<Point[]> Draw(PortableRandom random)
    {
        int count = 3 + random.NextInt(3);
        List<Point> ends = [];
        List<Point[]> lines = [];
        for (int i = 0; i < count; i++)
        {
            // Two strokes in three begin where another one ends or begins.
            Point from = ends.Count > 0 && random.NextInt(3) > 0 ? ends[random.NextInt(ends.Count)] : GridPoint(random);
            Knot[] stroke = Stroke(from, random);
            ends.Add(from);
            ends.Add(stroke[^1].Point);
            lines.Add(Spline.Trace(stroke));
        }

        return lines;
    }

    private static Knot[] Stroke(Point from, PortableRandom random)
    {
        Point to = OtherPoint(from, random);
        return random.NextInt(6) switch
        {
            0 or 1 => [new(from, true), new(to, true)],
            2 => [new(from, true), new(OtherPoint(to, random), true), new(to, true)],
            3 => [new(from, true), new(OtherPoint(to, random), false), new(to, true)],
            4 =>
            [
                new(from, true),
                new(OtherPoint(from, random), false),
                new(OtherPoint(to, random), random.NextInt(2) == 0),
                new(to, true),
            ],
            _ => Ring(from, to),
        };
    }

    // A closed curve between two opposite points.
    private static Knot[] Ring(Point from, Point to)
    {
        Point middle = 0.5 * (from + to),
            half = 0.5 * (to - from),
            across = 0.8 * new Point(-half.Y, half.X);
        return [new(from, false), new(middle + across, false), new(to, false), new(middle - across, false), new(from, false)];
    }

    private static Point OtherPoint(Point from, PortableRandom random)
    {
        Point to = GridPoint(random);
        while ((to - from).Length < 0.7 * Step)
            to = GridPoint(random);
        return to;
    }

    private static Point GridPoint(PortableRandom random) =>
        new((Step * random.NextInt(Columns)) + random.NextGaussian(5), (Step * random.NextInt(Rows)) + random.NextGaussian(5));
}
