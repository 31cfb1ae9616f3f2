namespace MnistTrainer.Imaging;

/// <summary>
/// Finds points, minus signs and other marks among the pieces of ink that are too small for digits, by their form and their place beside digits. Dirt is
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

    // The same for another mark by itself, and its least longer side. Smaller ones are dirt, closer ones parts of digits.
    private const double LeastGapOfOther = 0.08;
    private const double LeastOther = 0.15;

    // The most columns between the dots of a colon, which may lean.
    private const double Leaning = 0.12;

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
            else if (gap >= LeastGap)
                marks.Add((run, KindOf(piece.Box, run, height), piece));
        }

        marks.RemoveAll(mark => mark.Piece.Area < OverSpeck * largestSpeck);
        return [.. Join(marks, height).Where(mark => mark.Kind != NumberMarkKind.Other || IsLarge(mark.Piece, mark.Run, height))];
    }

    private static NumberMarkKind KindOf(ImageBox box, List<InkPiece> run, int height) =>
        IsPoint(box, run, height) ? NumberMarkKind.Point
        : IsMinus(box, run, height) ? NumberMarkKind.Minus
        : NumberMarkKind.Other;

    /// <summary>Joins marks one above the other: two points are a colon, and two dashes an equals sign.</summary>
    private static List<(List<InkPiece> Run, NumberMarkKind Kind, InkPiece Piece)> Join(
        List<(List<InkPiece> Run, NumberMarkKind Kind, InkPiece Piece)> marks,
        int height
    )
    {
        List<(List<InkPiece> Run, NumberMarkKind Kind, InkPiece Piece)> joined = [];
        foreach ((List<InkPiece> Run, NumberMarkKind Kind, InkPiece Piece) mark in marks)
        {
            int above = joined.FindIndex(other => other.Run == mark.Run && AreOne(other, mark, height));
            if (above < 0)
                joined.Add(mark);
            else
                joined[above] = (mark.Run, NumberMarkKind.Other, joined[above].Piece.With(mark.Piece));
        }

        return joined;
    }

    // A point after a minus sign is not part of it.
    private static bool AreOne(
        (List<InkPiece> Run, NumberMarkKind Kind, InkPiece Piece) one,
        (List<InkPiece> Run, NumberMarkKind Kind, InkPiece Piece) other,
        int height
    ) =>
        one.Piece.Box.GapTo(other.Piece.Box)
        <= (one.Kind == NumberMarkKind.Minus || other.Kind == NumberMarkKind.Minus ? 0 : Leaning * height);

    private static bool IsLarge(InkPiece piece, List<InkPiece> run, int height) =>
        Math.Max(piece.Box.Width, piece.Box.Height) >= LeastOther * height
        && Math.Min(piece.Box.Width, piece.Box.Height) >= LeastPoint * height
        && run.TrueForAll(digit => digit.Box.GapTo(piece.Box) >= LeastGapOfOther * height);

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

    // A comma reaches below the digits, a degree sign above them.
    private static bool SharesLine(ImageBox mark, ImageBox digit, int height) =>
        mark.Top >= digit.Top - (FromFoot * height) && mark.Bottom <= digit.Bottom + (LargestPoint * height);

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
