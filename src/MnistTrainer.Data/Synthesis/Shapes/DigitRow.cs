namespace MnistTrainer.Data;

/// <summary>Digits beside each other, apart or touching, and what a cut at the wrong place leaves of them.</summary>
internal static class DigitRow
{
    // Of a digit that is cut, at least this share of its width is missing or left over.
    private const double LeastPart = 0.22;

    // A stick falls into no sides. In hundredths of a digit's height.
    private const double Narrowest = 25;

    /// <summary>Two to four digits.</summary>
    public static List<Point[]> Write(Hand hand, RandomStream random)
    {
        List<Point[]> all = [];
        int count = 2 + (random.Index(5) / 2);
        for (int i = 0; i < count; i++)
            all.AddRange(Behind(all, hand, random));
        return all;
    }

    /// <summary>One side of a digit, or a digit with a side of its neighbor.</summary>
    public static List<Point[]> WritePart(Hand hand, RandomStream random)
    {
        List<Point[]> whole = random.Index(2) == 0 ? [] : Behind([], hand, random);
        List<Point[]> cut = Behind(whole, hand, random);
        (double left, double right) = Sides(cut);
        while (right - left < Narrowest)
            (left, right) = Sides(cut = Behind(whole, hand, random));
        double column = left + ((right - left) * random.Between(LeastPart, 1 - LeastPart));
        bool isRight = whole.Count == 0 && random.Index(2) == 0;
        return [.. whole, .. cut.SelectMany(line => Keep(line, point => point.X >= column == isRight))];
    }

    private static List<Point[]> Behind(List<Point[]> before, Hand hand, RandomStream random)
    {
        List<Point[]> lines = hand.Write(ShapeSynthesizer.AnyDigit(random));
        double end = before.Count == 0 ? 0 : Sides(before).Right + random.Between(-6, 40);
        Point shift = new(end - Sides(lines).Left, random.Bell(8));
        return lines.ConvertAll(line => Array.ConvertAll(line, point => point + shift));
    }

    private static (double Left, double Right) Sides(List<Point[]> lines) =>
        (lines.Min(line => line.Min(point => point.X)), lines.Max(line => line.Max(point => point.X)));

    /// <summary>The pieces of a line whose points are kept.</summary>
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
