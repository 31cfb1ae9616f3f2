namespace MnistTrainer.Imaging;

/// <summary>
/// Finds marks that are as tall as digits, and would be read as ones: brackets around a number, slashes, percent signs, exclamation marks. A 1 may lean
/// and bow as well (of MNIST's, 2 % lean by more than 0.65, and 1 % bow by more than 0.12), but seldom reaches beyond all other digits: unless two brackets face each other, a mark
/// is taller than the digits, or leans more than a 1 does.
/// </summary>
internal static class TallMarks
{
    // A bracket by itself: its least height in heights of the tallest digit, its least bow, its largest lean, and its largest deviation from a parabola, which a 7 exceeds. Of a pair, the first two.
    private const double Taller = 1.1;
    private const double LeastBow = 0.12;
    private const double LargestLean = 0.5;
    private const double LargestDeviation = 0.022;
    private const double LeastBowOfPair = 0.045;
    private const double LargestLeanOfPair = 0.8;

    // The least lean of a slash with this share of the height of the tallest digit, of one that begins above all digits and ends below them, by this share of their height, and
    // of the one in a percent sign.
    private const double LeastLean = 0.9;
    private const double LeastHeight = 0.9;
    private const double LeastLeanIfLonger = 0.36;
    private const double Beyond = 0.06;
    private const double LeastLeanInPercent = 0.2;

    // Of a percent sign, as shares of the height of its slash: the largest ring, and its distance from the slash.
    private const double LargestRing = 0.65;
    private const double FromSlash = 0.25;

    // Of an exclamation mark, as shares of the usual height of a digit: the least gap to what is beside it, the widest stroke, the largest dot, and the gap
    // between them.
    private const double LeastApart = 0.08;
    private const double WidestExclamation = 0.35;
    private const double LargestDot = 0.3;
    private const double LeastGap = 0.04;
    private const double LargestGap = 0.5;

    /// <summary>Removes the marks from the pieces of a line, and returns them.</summary>
    /// <param name="run">The tall pieces of a line.</param>
    /// <param name="small">The smaller pieces of the page, of which dots and rings of the marks are removed.</param>
    /// <param name="page">The page.</param>
    /// <param name="height">The usual height of a digit.</param>
    public static List<InkPiece> Remove(List<InkPiece> run, List<InkPiece> small, InkPage page, int height)
    {
        List<InkPiece> marks = [];
        foreach (InkPiece piece in run.OrderBy(piece => piece.Box.Left).ToArray())
        {
            if (run.Count > 1 && UprightStroke.Of(piece, page) is { } stroke)
                marks.AddRange(Take(piece, stroke, run, small, height));
        }

        marks.AddRange(TakeBrackets(run, page));
        return marks;
    }

    /// <summary>Removes a slash, a percent sign or an exclamation mark that a stroke is part of.</summary>
    private static List<InkPiece> Take(InkPiece piece, UprightStroke stroke, List<InkPiece> run, List<InkPiece> small, int height)
    {
        List<InkPiece> parts =
            IsApart(piece, run, height) && DotBelow(piece, small, height) is { } dot ? [piece, dot]
            : stroke.Slope >= LeastLeanInPercent && Rings(piece, [.. run, .. small]) is { Count: 2 } rings ? [piece, .. rings]
            : IsSlash(piece, stroke, run) ? [piece]
            : [];
        if (parts.Count == 0 || run.All(parts.Contains))
            return [];
        run.RemoveAll(parts.Contains);
        small.RemoveAll(parts.Contains);
        return [parts.Aggregate((all, part) => all.With(part))];
    }

    /// <summary>Whether a stroke between two digits leans too much for a 1 of its height.</summary>
    private static bool IsSlash(InkPiece piece, UprightStroke stroke, List<InkPiece> run)
    {
        int middle = piece.Box.Left + (piece.Box.Width / 2);
        if (!run.Exists(other => other.Box.Right <= middle) || !run.Exists(other => other.Box.Left >= middle))
            return false;
        ImageBox others = run.Where(other => other != piece).Select(other => other.Box).Aggregate((all, one) => all.Around(one));
        double beyond = Beyond * others.Height;
        bool isLonger = piece.Box.Top <= others.Top - beyond && piece.Box.Bottom >= others.Bottom + beyond;
        return stroke.Slope >= LeastLean
            ? piece.Box.Height >= LeastHeight * run.Max(other => other.Box.Height)
            : isLonger && stroke.Slope >= LeastLeanIfLonger;
    }

    /// <summary>The rings of a percent sign: one to the upper left of the slash, the other to its lower right.</summary>
    private static List<InkPiece> Rings(InkPiece slash, InkPiece[] others)
    {
        ImageBox box = slash.Box;
        InkPiece[] near =
        [
            .. others.Where(other =>
                other != slash
                && Math.Max(other.Box.Height, other.Box.Width) <= LargestRing * box.Height
                && other.Box.GapTo(box) <= FromSlash * box.Height
                && other.Box.SharedRows(box) > 0
            ),
        ];
        return
            near.FirstOrDefault(ring => Offset(ring) is (< 0, < 0)) is { } upper
            && near.FirstOrDefault(ring => Offset(ring) is (> 0, > 0)) is { } lower
            ? [upper, lower]
            : [];

        (int X, int Y) Offset(InkPiece ring) =>
            (
                (2 * ring.Box.Left) + ring.Box.Width - (2 * box.Left) - box.Width,
                (2 * ring.Box.Top) + ring.Box.Height - (2 * box.Top) - box.Height
            );
    }

    private static bool IsApart(InkPiece piece, List<InkPiece> run, int height) =>
        run.TrueForAll(other => other == piece || other.Box.GapTo(piece.Box) >= LeastApart * height);

    private static InkPiece? DotBelow(InkPiece stroke, List<InkPiece> small, int height) =>
        stroke.Box.Width > WidestExclamation * height
            ? null
            : small.Find(dot =>
                Math.Max(dot.Box.Width, dot.Box.Height) <= LargestDot * height
                && dot.Box.GapTo(stroke.Box) < 0
                && dot.Box.Top - stroke.Box.Bottom >= LeastGap * height
                && dot.Box.Top - stroke.Box.Bottom <= LargestGap * height
            );

    /// <summary>Removes the brackets at the ends of a line.</summary>
    private static List<InkPiece> TakeBrackets(List<InkPiece> run, InkPage page)
    {
        if (run.Count < 2)
            return [];
        (InkPiece first, InkPiece last) = (run.MinBy(piece => piece.Box.Left)!, run.MaxBy(piece => piece.Box.Right)!);
        (UprightStroke? opening, UprightStroke? closing) = (UprightStroke.Of(first, page), UprightStroke.Of(last, page));
        bool isPair = run.Count > 2 && IsOfPair(opening, 1) && IsOfPair(closing, -1);
        List<InkPiece> brackets = [];
        int tallest = run.Except([first, last])
            .Select(piece => piece.Box.Height)
            .DefaultIfEmpty(Math.Min(first.Box.Height, last.Box.Height))
            .Max();
        if (isPair || (first.Box.Height >= Taller * tallest && IsBracket(opening, 1)))
            brackets.Add(first);
        if ((isPair || (last.Box.Height >= Taller * tallest && IsBracket(closing, -1))) && run.Count > brackets.Count + 1)
            brackets.Add(last);
        run.RemoveAll(brackets.Contains);
        return brackets;
    }

    /// <param name="stroke">The stroke.</param>
    /// <param name="side">1 for an opening bracket, -1 for a closing one.</param>
    private static bool IsBracket(UprightStroke? stroke, int side) =>
        stroke is { Deviation: <= LargestDeviation } found && side * found.Bow >= LeastBow && Math.Abs(found.Slope) <= LargestLean;

    private static bool IsOfPair(UprightStroke? stroke, int side) =>
        stroke is { } found && side * found.Bow >= LeastBowOfPair && Math.Abs(found.Slope) <= LargestLeanOfPair;
}
