namespace MnistTrainer.Imaging;

/// <summary>
/// Finds points and minus signs among the pieces of ink that are too small for digits, by their form and their place beside digits. Dirt is
/// recognized by what lies elsewhere: where specks of a similar size do, none is a mark.
/// </summary>
internal static class NumberMarks
{
    // All limits are shares of a digit's height. A point: its least and its largest side, its distance from the foot of the digits.
    private const double LeastPoint = 0.06;
    private const double LargestPoint = 0.32;
    private const double FromFoot = 0.2;

    // The longer side of a point or a comma, in shorter ones.
    private const double LongestPoint = 2.6;

    // A minus sign: its width, its distance from half the height of the digit to its right, and its width in heights.
    private const double LeastMinus = 0.2;
    private const double LargestMinus = 1.0;
    private const double FromMiddle = 0.22;
    private const double MinusWidth = 2;

    // The gap to the nearest digit. Without one, it is rather a part of that digit.
    private const double LeastGap = 0.03;
    private const double LargestGap = 0.7;

    // A mark has at least this many times the ink of the largest speck.
    private const double OverSpeck = 2;

    /// <summary>Finds the marks.</summary>
    /// <param name="candidates">Pieces that are too small for digits.</param>
    /// <param name="runs">The digits, by number.</param>
    /// <param name="height">The usual height of a digit.</param>
    public static IReadOnlyList<(List<InkPiece> Run, NumberMarkKind Kind, InkPiece Piece)> Find(
        IReadOnlyList<InkPiece> candidates,
        IReadOnlyList<List<InkPiece>> runs,
        int height
    )
    {
        List<(List<InkPiece> Run, NumberMarkKind Kind, InkPiece Piece)> marks = [];
        int largestSpeck = 0;
        foreach (InkPiece piece in candidates)
        {
            if (Nearest(piece, runs, height) is not ({ } run, double gap) || gap > LargestGap)
                largestSpeck = Math.Max(largestSpeck, piece.Area);
            else if (gap < LeastGap)
                continue;
            else if (IsPoint(piece.Box, run, height))
                marks.Add((run, NumberMarkKind.Point, piece));
            else if (IsMinus(piece.Box, run, height))
                marks.Add((run, NumberMarkKind.Minus, piece));
        }

        return marks.FindAll(mark => mark.Piece.Area >= OverSpeck * largestSpeck);
    }

    /// <summary>The digits in whose line a piece lies, and its gap to the nearest of them as a share of their height; null if it lies in none.</summary>
    private static (List<InkPiece> Run, double Gap)? Nearest(InkPiece piece, IReadOnlyList<List<InkPiece>> runs, int height)
    {
        (List<InkPiece> Run, double Gap)[] near =
        [
            .. runs.Where(run => run.Exists(digit => SharesLine(piece.Box, digit.Box, height)))
                .Select(run => (run, (double)run.Min(digit => digit.Box.GapTo(piece.Box)) / height))
                .OrderBy(one => one.Item2),
        ];
        return near.Length > 0 ? near[0] : null;
    }

    // A comma reaches below the digits.
    private static bool SharesLine(ImageBox mark, ImageBox digit, int height) =>
        mark.Top >= digit.Top && mark.Bottom <= digit.Bottom + (LargestPoint * height);

    private static bool IsPoint(ImageBox box, List<InkPiece> run, int height)
    {
        (int shorter, int longer) = (Math.Min(box.Width, box.Height), Math.Max(box.Width, box.Height));
        return shorter >= LeastPoint * height
            && longer <= LargestPoint * height
            && longer <= LongestPoint * shorter
            && Neighbors(box, run).Any(digit => Math.Abs(box.Top + (box.Height / 2.0) - digit.Bottom) <= FromFoot * height);
    }

    private static bool IsMinus(ImageBox box, List<InkPiece> run, int height)
    {
        // A sign belongs to what follows.
        return Following(box, run) is { } digit
            && box.Width >= LeastMinus * height
            && box.Width <= LargestMinus * height
            && box.Width >= MinusWidth * box.Height
            && Math.Abs(box.Top + (box.Height / 2.0) - digit.Top - (digit.Height / 2.0)) <= FromMiddle * height;
    }

    // Digits of a number differ in height, and a point lies at the foot of one of its neighbors.
    private static IEnumerable<ImageBox> Neighbors(ImageBox box, List<InkPiece> run)
    {
        if (run.Where(digit => digit.Box.Left <= box.Left).MaxBy(digit => digit.Box.Right) is { } before)
            yield return before.Box;
        if (Following(box, run) is { } after)
            yield return after;
    }

    private static ImageBox? Following(ImageBox box, List<InkPiece> run) =>
        run.Where(digit => digit.Box.Left > box.Left).MinBy(digit => digit.Box.Left)?.Box;
}
