namespace MnistTrainer.Imaging;

/// <summary>
/// Cuts a piece of ink where digits may touch: from top to bottom along paths that cross the least ink, wherever that is less than beside
/// them. It prefers too many cuts to too few; the recognizer decides which of them to use.
/// </summary>
internal static class TouchingCuts
{
    /// <summary>Digits of fewer rows cannot be distinguished from each other, nor from dots, and a line of one row would be cut into hundreds.</summary>
    public const int Legible = 6;

    // Shares of a digit's height: a narrower piece is a single digit; the minimum distance of the middle of a cut from the sides of the piece, and from
    // the other cuts.
    private const double Narrow = 0.4;
    private const double LeastPart = 0.06;
    private const double LeastDistance = 0.06;

    // A path through more ink than this share of a digit's height runs along strokes, not across them.
    private const double LongestCut = 0.8;

    // The rows at which paths are compared, as shares of the height of the piece.
    private static readonly double[] Levels = [0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9];

    /// <summary>Splits a piece into parts from left to right.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="page">The page that it is on.</param>
    /// <param name="height">The usual height of a digit.</param>
    public static IReadOnlyList<InkPiece> Split(InkPiece piece, InkPage page, int height)
    {
        if (piece.Box.Width < Narrow * height || height < Legible)
            return [piece];
        List<int[]> cuts = Best(new CutPaths(Ink(piece, page)), piece.Box, height);
        return cuts.Count == 0 ? [piece] : Apart(piece, page, [.. cuts.OrderBy(path => path.Sum())]);
    }

    /// <summary>The piece's ink, column by column, 0 to 1.</summary>
    private static double[,] Ink(InkPiece piece, InkPage page)
    {
        double[,] ink = new double[piece.Box.Width, piece.Box.Height];
        InkLevels levels = page.Levels;
        foreach (int pixel in piece.Pixels)
        {
            (int y, int x) = Math.DivRem(pixel, page.Ink.Width);
            (x, y) = (x - piece.Box.Left, y - piece.Box.Top);
            if (x >= 0 && y >= 0 && x < piece.Box.Width && y < piece.Box.Height)
                ink[x, y] = Math.Clamp((page.Ink.Pixels[pixel] - levels.Noise) / (double)(levels.Full - levels.Noise), 0, 1);
        }

        return ink;
    }

    /// <summary>Finds the paths that cross less ink than those beside them, with a minimum distance between them.</summary>
    private static List<int[]> Best(CutPaths paths, ImageBox box, int height)
    {
        List<int[]> chosen = [];
        foreach (int[] path in paths.Cheapest([.. Levels.Select(level => (int)(level * box.Height))], LongestCut * height))
        {
            double middle = path.Average();
            if (
                Math.Min(middle, box.Width - middle) >= LeastPart * height
                && chosen.TrueForAll(other => Distance(other, path) >= LeastDistance * height)
            )
                chosen.Add(path);
        }

        return chosen;
    }

    private static double Distance(int[] one, int[] other) => one.Zip(other, (a, b) => Math.Abs((double)a - b)).Average();

    private static List<InkPiece> Apart(InkPiece piece, InkPage page, int[][] cuts)
    {
        List<int>[] pixels = [.. Enumerable.Range(0, cuts.Length + 1).Select(_ => new List<int>())];
        foreach (int pixel in piece.Pixels)
        {
            (int y, int x) = Math.DivRem(pixel, page.Ink.Width);
            int row = Math.Clamp(y - piece.Box.Top, 0, piece.Box.Height - 1);
            pixels[cuts.Count(cut => x - piece.Box.Left > cut[row])].Add(pixel);
        }

        return [.. pixels.Select(part => InkPiece.Of(part, page.Ink, page.Levels.Threshold)).OfType<InkPiece>()];
    }
}
