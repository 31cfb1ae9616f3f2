namespace MnistTrainer.Imaging;

/// <summary>
/// Finds what is written beside or around a single digit and is no part of it: a sign, a point, a bracket, a unit, a frame, a line below it. Dirt is recognized by its size, less than a
/// dot of the digit's pen, and by what lies elsewhere: where specks of a similar size do, none is a mark.
/// </summary>
internal static class CompanionMarks
{
    // Shares of the digit's height: the least gap to the left or right, since closer ink may be a part of the digit, the largest one, and the distance
    // above and below within which ink is near.
    private const double LeastGap = 0.08;
    private const double LargestGap = 0.8;
    private const double Near = 0.2;

    // Up to this share of the digit's height, ink elsewhere is a speck.
    private const double LargestSpeck = 0.32;
    private const double OverSpeck = 2;

    // The least ink of a mark, as a share of a dot of the digit's pen.
    private const double LeastDot = 0.7;

    // The least side of a mark other than a point or a minus sign, as a share of the digit's height.
    private const double LeastSide = 0.15;

    // The least height in pixels: parts of smaller digits cannot be distinguished from marks.
    private const int LeastHeight = 24;

    /// <summary>Finds the marks from left to right; none without a digit. Only a single one can be a point or a minus sign: two dashes are another sign.</summary>
    /// <param name="page">The page.</param>
    /// <param name="frames">Frames and circles on the page.</param>
    /// <param name="pieces">The pieces that may be of digits.</param>
    /// <param name="others">Smaller pieces: specks, dashes and points.</param>
    public static IReadOnlyList<(NumberMarkKind Kind, InkPiece Piece)> Find(
        InkPage page,
        IReadOnlyList<InkPiece> frames,
        IReadOnlyList<InkPiece> pieces,
        IReadOnlyList<InkPiece> others
    )
    {
        List<InkPiece> rest =
        [
            .. pieces
                .Concat(others)
                .Where(piece => !page.Cuts(piece))
                .OrderBy(piece => Underline.HasForm(piece.Box.Width, piece.Box.Height))
                .ThenByDescending(piece => piece.Area),
        ];
        if (rest.Count == 0 || rest[0].Box.Height < LeastHeight)
            return [];
        ImageBox main = rest[0].Box;
        List<InkPiece> lines = rest.FindAll(piece => Underline.Is(piece.Box, main));
        rest.RemoveAll(lines.Contains);
        InkPiece digit = Whole(rest);
        return
        [
            .. frames.Where(frame => !page.Cuts(frame) && frame.Box.Encloses(digit.Box)).Select(frame => (NumberMarkKind.Frame, frame)),
            .. lines.Select(line => (NumberMarkKind.Underline, line)),
            .. Beside(page, digit, rest),
        ];
    }

    private static IReadOnlyList<(NumberMarkKind Kind, InkPiece Piece)> Beside(InkPage page, InkPiece digit, List<InkPiece> rest)
    {
        int height = digit.Box.Height;
        List<InkPiece> marks = rest.FindAll(piece => IsNear(piece.Box, digit.Box, LargestGap));
        if (marks.Count == 0)
            return [];
        int largestSpeck =
            rest.Except(marks)
                .Where(piece => Math.Max(piece.Box.Width, piece.Box.Height) <= LargestSpeck * height)
                .Max(piece => (int?)piece.Area)
            ?? 0;
        double pen = Strokes.Width(page.Draw([digit])),
            least = Math.Max(LeastDot * Math.PI / 4 * pen * pen, OverSpeck * largestSpeck);
        marks.RemoveAll(piece => piece.Area < least);
        HashSet<InkPiece> signs = [.. SignsOf(marks, digit).Select(mark => mark.Piece)];
        marks.RemoveAll(piece => !signs.Contains(piece) && Math.Max(piece.Box.Width, piece.Box.Height) < LeastSide * height);
        return marks.Count == 1 && SignsOf(marks, digit) is [var sign]
            ? [(sign.Kind, sign.Piece)]
            : [.. marks.OrderBy(piece => piece.Box.Left).Select(piece => (NumberMarkKind.Other, piece))];
    }

    private static IReadOnlyList<(List<InkPiece> Run, NumberMarkKind Kind, InkPiece Piece)> SignsOf(List<InkPiece> marks, InkPiece digit) =>
        [
            .. NumberMarks
                .Find(
                    marks,
                    [
                        [digit],
                    ],
                    digit.Box.Height
                )
                .Where(mark => mark.Kind != NumberMarkKind.Other),
        ];

    /// <summary>Joins the largest piece with those that are too close to be marks, and removes all of them from the list.</summary>
    private static InkPiece Whole(List<InkPiece> rest)
    {
        InkPiece digit = rest[0];
        rest.RemoveAt(0);
        while (rest.Find(piece => IsNear(piece.Box, digit.Box, LeastGap)) is { } part)
        {
            digit = digit.With(part);
            rest.Remove(part);
        }

        return digit;
    }

    private static bool IsNear(ImageBox box, ImageBox digit, double gap) =>
        box.GapTo(digit) <= gap * digit.Height && -box.SharedRows(digit) <= Near * digit.Height;
}
