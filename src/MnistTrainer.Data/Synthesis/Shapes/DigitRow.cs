namespace MnistTrainer.Data;

/// <summary>Adjacent digits, apart or touching, and fragments that result from a wrong cut.</summary>
internal static class DigitRow
{
    // A cut removes or leaves at least this fraction of a digit's width.
    private const double MinimumFraction = 0.22;

    // Narrower digits, such as a 1, are not cut. In hundredths of a digit's height.
    private const double MinimumWidth = 25;

    /// <summary>Draws two to four digits.</summary>
    public static List<Point[]> Write(HandwritingStyle handwriting, PortableRandom random)
    {
        List<Point[]> all = [];
        int count = 2 + (random.NextInt(5) / 2);
        for (int i = 0; i < count; i++)
            all.AddRange(After(all, handwriting, random));
        return all;
    }

    /// <summary>Draws one side of a digit, or a digit with one side of its neighbor.</summary>
    public static List<Point[]> WritePart(HandwritingStyle handwriting, PortableRandom random)
    {
        List<Point[]> whole = random.NextInt(2) == 0 ? [] : After([], handwriting, random);
        List<Point[]> cut = After(whole, handwriting, random);
        (double left, double right) = Sides(cut);
        while (right - left < MinimumWidth)
            (left, right) = Sides(cut = After(whole, handwriting, random));
        double column = left + ((right - left) * random.NextDouble(MinimumFraction, 1 - MinimumFraction));
        bool isRight = whole.Count == 0 && random.NextInt(2) == 0;
        return [.. whole, .. cut.SelectMany(line => Keep(line, point => point.X >= column == isRight))];
    }

    private static List<Point[]> After(List<Point[]> before, HandwritingStyle handwriting, PortableRandom random)
    {
        List<Point[]> lines = handwriting.Write(ShapeSynthesizer.AnyDigit(random));
        double end = before.Count == 0 ? 0 : Sides(before).Right + random.NextDouble(-6, 40);
        Point shift = new(end - Sides(lines).Left, random.NextGaussian(8));
        return lines.ConvertAll(line => Array.ConvertAll(line, point => point + shift));
    }

    private static (double Left, double Right) Sides(List<Point[]> lines) =>
        (lines.Min(line => line.Min(point => point.X)), lines.Max(line => line.Max(point => point.X)));

    /// <summary>Returns the pieces of a line whose points satisfy a condition.</summary>
    private static IEnumerable<Point[]> Keep(Point[] line, Predicate<Point> isKept)
    {
        List<Point> piece = [];
        foreach (Point point in line)
        {
            if (isKept(point))
            {
                piece.Add(point);
                continue;
            }

            if (piece.Count > 1)
                yield return [.. piece];
            piece.Clear();
        }

        if (piece.Count > 1)
            yield return [.. piece];
    }
}
