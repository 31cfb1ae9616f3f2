namespace MnistTrainer.Imaging;

/// <summary>
/// Finds strokes that are too faint to be certainly ink and continue a stroke that is: where the pressure of a pen ends, or where it skips.
/// </summary>
internal static class FaintStrokes
{
    // Shares of the side of the digit: how far from it faint strokes are looked for, and the largest gap between them and the digit.
    private const double Reach = 1.0;
    private const double Gap = 0.07;

    // The least share of the area of the largest region, as for certain pieces beside it.
    private const double LeastArea = 0.03;

    // A stroke is narrow; shadows and smears are not. The largest area of a faint stroke for each pixel of its longer side.
    private const double Widest = 0.25;

    // Faint ink has at least one part in four of what is certain.
    private const int PartOfCertain = 4;

    /// <summary>Finds the faint strokes.</summary>
    /// <param name="digit">The regions of the digit, the largest first.</param>
    /// <param name="regions">All regions with ink that is certain.</param>
    /// <param name="ink">The ink map.</param>
    /// <param name="levels">Its levels.</param>
    public static IReadOnlyList<Region> Beside(IReadOnlyList<Region> digit, IReadOnlyList<Region> regions, GrayImage ink, InkLevels levels)
    {
        (int left, int top, int right, int bottom) = (
            digit.Min(region => region.Left),
            digit.Min(region => region.Top),
            digit.Max(region => region.Right),
            digit.Max(region => region.Bottom)
        );
        int side = Math.Max(right - left, bottom - top) + 1,
            reach = (int)(Reach * side);
        (left, top) = (Math.Max(0, left - reach), Math.Max(0, top - reach));
        (right, bottom) = (Math.Min(ink.Width - 1, right + reach), Math.Min(ink.Height - 1, bottom + reach));
        byte[] rest = new byte[ink.Pixels.Length];
        for (int y = top; y <= bottom; y++)
            ink.Row(y)[left..(right + 1)].CopyTo(rest.AsSpan((y * ink.Width) + left));
        foreach (Region region in regions)
        {
            foreach (int pixel in region.Pixels)
                rest[pixel] = 0;
        }

        // Grain is below the noise. The soft edges of strokes are above it, but they belong to regions.
        int faintest = levels.Noise + ((levels.Threshold - levels.Noise) / PartOfCertain);
        if (!rest.AsSpan().ContainsAnyInRange((byte)Math.Min(255, faintest + 1), (byte)255))
            return [];
        HashSet<int> certain = [.. digit.SelectMany(region => region.Pixels)];
        return
        [
            .. Region
                .FindAll(new GrayImage(ink.Width, ink.Height, rest), levels with { Threshold = faintest })
                .Where(faint =>
                    faint.Area >= LeastArea * digit[0].Area
                    && !faint.TouchesEdge(ink)
                    && IsNarrow(faint, side)
                    && IsNear(faint, certain, ink, (int)Math.Ceiling(Gap * side))
                ),
        ];
    }

    private static bool IsNarrow(Region faint, int side) => faint.Area <= Widest * side * faint.Side;

    private static bool IsNear(Region faint, HashSet<int> certain, GrayImage ink, int gap)
    {
        foreach (int pixel in faint.Pixels)
        {
            (int y, int x) = Math.DivRem(pixel, ink.Width);
            for (int row = Math.Max(0, y - gap); row <= Math.Min(ink.Height - 1, y + gap); row++)
            {
                for (int column = Math.Max(0, x - gap); column <= Math.Min(ink.Width - 1, x + gap); column++)
                {
                    if (certain.Contains((row * ink.Width) + column))
                        return true;
                }
            }
        }

        return false;
    }
}
