namespace MnistTrainer.Imaging;

/// <summary>The course of a piece of ink that is a single line from top to bottom: a slash, a bracket, a 1.</summary>
/// <param name="Slope">How far it leans to the right, as a share of its height; negative if to the left.</param>
/// <param name="Bow">How far its middle lies to the left of the line between its ends, as a share of its height; negative if to the right.</param>
/// <param name="Deviation">The mean deviation of its middle from a parabola, as a share of its height, at most 0.045.</param>
internal readonly record struct UprightStroke(double Slope, double Bow, double Deviation)
{
    // Shares of the height: the widest row of ink, apart from the widest tenth of the rows, and the mean deviation from a parabola.
    private const double Widest = 0.35;
    private const double LargestDeviation = 0.045;

    private const int LeastRows = 8;

    /// <summary>Fits a parabola to the middles of the rows; null if the piece is not a single line.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="page">The page that it is on.</param>
    public static UprightStroke? Of(InkPiece piece, InkPage page)
    {
        int height = piece.Box.Height;
        (int[] first, int[] last) = Ends(piece, page);
        if (height < LeastRows || first.Contains(int.MaxValue) || !IsThin(first, last))
            return null;

        // Rows from -1 at the top to 1 at the bottom, whose odd powers cancel each other out.
        double[] row = [.. Enumerable.Range(0, height).Select(y => (2.0 * y / (height - 1)) - 1)],
            middle = [.. first.Zip(last, (left, right) => (left + right) / 2.0)];
        double squares = row.Sum(y => y * y),
            fourths = row.Sum(y => y * y * y * y),
            sum = middle.Sum(),
            linear = row.Zip(middle, (y, x) => y * x).Sum() / squares,
            curved = row.Zip(middle, (y, x) => y * y * x).Sum(),
            bow = ((height * curved) - (squares * sum)) / ((height * fourths) - (squares * squares)),
            center = (sum - (bow * squares)) / height;
        double deviation = Math.Sqrt(row.Zip(middle, (y, x) => Math.Pow(center + (linear * y) + (bow * y * y) - x, 2)).Average());
        return deviation > LargestDeviation * height ? null : new UprightStroke(-2 * linear / height, bow / height, deviation / height);
    }

    private static bool IsThin(int[] first, int[] last)
    {
        int[] widths = [.. first.Zip(last, (left, right) => right - left + 1).Order()];
        return widths[widths.Length * 9 / 10] <= Widest * widths.Length;
    }

    /// <summary>The first and the last column of ink in each row.</summary>
    private static (int[] First, int[] Last) Ends(InkPiece piece, InkPage page)
    {
        int[] first = new int[piece.Box.Height],
            last = new int[piece.Box.Height];
        Array.Fill(first, int.MaxValue);
        foreach (int pixel in piece.Pixels.Where(pixel => page.Ink.Pixels[pixel] > page.Levels.Threshold))
        {
            (int y, int x) = Math.DivRem(pixel, page.Ink.Width);
            y -= piece.Box.Top;
            (first[y], last[y]) = (Math.Min(first[y], x), Math.Max(last[y], x));
        }

        return (first, last);
    }
}
