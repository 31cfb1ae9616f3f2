namespace MnistTrainer.Imaging;

/// <summary>
/// Cuts a piece of ink where digits may touch: from top to bottom along paths that cross the least ink, wherever that is less than beside
/// them. It prefers too many cuts to too few; the recognizer decides which of them to use.
/// </summary>
internal static class TouchingCuts
{
    // Shares of a digit's height: a narrower piece is a single digit; the minimum width on either side of a cut; the maximum deviation of a
    // path.
    private const double Narrow = 0.55;
    private const double LeastPart = 0.15;
    private const double Stray = 0.14;

    // Digits of fewer rows cannot be distinguished, and a line of one row would be cut into hundreds.
    private const int Legible = 6;

    // The cost of a step to the side on paper, as a share of full ink, which keeps paths straight where nothing is in their way.
    private const double SideStep = 0.04;

    // A path through more ink than this share of a digit's height runs along a stroke, not across one.
    private const double LongestCut = 0.5;

    /// <summary>
    /// Splits a piece into parts from left to right, and measures the ink crossed by each cut as a share of a digit's height.
    /// </summary>
    public static (List<InkPiece> Parts, List<double> Cuts) Split(InkPiece piece, InkPage page, int height)
    {
        if (piece.Box.Width < Narrow * height || height < Legible)
            return ([piece], []);
        double[,] ink = Ink(piece, page);
        List<(int[] Path, double Cost)> cuts = Best(ink, height);
        return cuts.Count == 0 ? ([piece], []) : Apart(piece, page, [.. cuts.OrderBy(cut => cut.Path.Sum())], height);
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
    private static List<(int[] Path, double Cost)> Best(double[,] ink, int height)
    {
        int margin = Math.Max(1, (int)(LeastPart * height));
        int step = Math.Max(1, height / 30);
        List<(int Column, int[] Path, double Cost)> paths = [];
        for (int column = margin; column < ink.GetLength(0) - margin; column += step)
        {
            (int[] path, double cost) = CheapestPath(ink, column, Math.Max(1, (int)(Stray * height)));
            if (cost <= LongestCut * height)
                paths.Add((column, path, cost));
        }

        List<(int Column, int[] Path, double Cost)> chosen = [];
        foreach ((int Column, int[] Path, double Cost) path in paths.OrderBy(path => path.Cost))
        {
            if (chosen.TrueForAll(other => Math.Abs(Middle(other.Path) - Middle(path.Path)) >= margin))
                chosen.Add(path);
        }

        return chosen.ConvertAll(path => (path.Path, path.Cost));
    }

    private static double Middle(int[] path) => path.Average();

    /// <summary>
    /// Finds the path from the top row to the bottom that crosses the least ink, by dynamic programming: each step goes down, or down and
    /// one to the side.
    /// </summary>
    private static (int[] Path, double Cost) CheapestPath(double[,] ink, int column, int stray)
    {
        int first = Math.Max(0, column - stray);
        int width = Math.Min(ink.GetLength(0) - 1, column + stray) - first + 1;
        int height = ink.GetLength(1);
        double[,] cost = new double[width, height];
        sbyte[,] came = new sbyte[width, height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                cost[x, y] = double.MaxValue;
                for (int aside = -1; aside <= 1; aside++)
                {
                    int before = x + aside;
                    if (before < 0 || before >= width)
                        continue;
                    double total = (y == 0 ? 0 : cost[before, y - 1]) + ink[first + x, y] + (aside == 0 ? 0 : SideStep);
                    if (total < cost[x, y])
                        (cost[x, y], came[x, y]) = (total, (sbyte)aside);
                }
            }
        }

        int end = Enumerable.Range(0, width).MinBy(x => cost[x, height - 1]);
        double least = cost[end, height - 1];
        int[] path = new int[height];
        for (int y = height - 1; y >= 0; y--)
        {
            path[y] = first + end;
            end += came[end, y];
        }

        return (path, least);
    }

    private static (List<InkPiece> Parts, List<double> Cuts) Apart(
        InkPiece piece,
        InkPage page,
        List<(int[] Path, double Cost)> cuts,
        int height
    )
    {
        List<int>[] pixels = [.. Enumerable.Range(0, cuts.Count + 1).Select(_ => new List<int>())];
        foreach (int pixel in piece.Pixels)
        {
            (int y, int x) = Math.DivRem(pixel, page.Ink.Width);
            int row = Math.Clamp(y - piece.Box.Top, 0, piece.Box.Height - 1);
            pixels[cuts.Count(cut => x - piece.Box.Left > cut.Path[row])].Add(pixel);
        }

        List<InkPiece> parts = [];
        List<double> costs = [];
        for (int i = 0; i < pixels.Length; i++)
        {
            if (InkPiece.Of(pixels[i], page.Ink, page.Levels.Threshold) is not { } part)
                continue;
            if (parts.Count > 0)
                costs.Add(cuts[i - 1].Cost / height);
            parts.Add(part);
        }

        return (parts, costs);
    }
}
