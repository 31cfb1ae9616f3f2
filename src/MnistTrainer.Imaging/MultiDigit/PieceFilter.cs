namespace MnistTrainer.Imaging;

/// <summary>
/// Selects the pieces of ink that may be digits or parts of digits: not specks, scratches, ruled lines, frames, or anything cut off by the edge.
/// </summary>
internal static class PieceFilter
{
    // Limits as shares of a digit's usual height.
    private const double SpeckSide = 0.15;
    private const double DashHeight = 0.25;
    private const double DashWidth = 1.2;
    private const double LeastAtEdge = 0.4;
    private const double TallestThing = 1.8;

    // What is thinner and longer may be a scratch, and is one if it is also thinner than this share of the pen's width: read as a 1 otherwise.
    private const double Thin = 0.15;
    private const double Long = 0.3;
    private const double LeastStroke = 0.5;

    // From this ratio of width to height on, a piece is a line and not a row of digits.
    private const int RuleOverHeight = 10;

    // What is smaller, in pixels, is dirt, perhaps beside a digit that the edge cuts off.
    private const int LeastHeight = 6;

    // Pieces below this share of the tallest are ignored for the usual height of a digit.
    private const double Considerable = 0.35;

    // The minimum drawn share of each side of a frame. A round digit touches its box at few points.
    private const double FrameSide = 0.75;

    // The minimum height of the content of a frame, as a share of the frame's, and the maximum difference in height between frames of one
    // form.
    private const double Framed = 0.2;
    private const double SameHeight = 0.15;

    /// <summary>
    /// Selects the pieces that may be of digits, the others inside the page, such as specks, points and dashes, and determines the usual height of a digit.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="frames">What <see cref="FramesOf"/> finds.</param>
    public static (List<InkPiece> Pieces, List<InkPiece> Others, int Height) Choose(InkPage page, IReadOnlyList<InkPiece> frames)
    {
        List<InkPiece> pieces = [.. page.Pieces.Where(piece => !frames.Contains(piece))];
        if (pieces.Count == 0)
            return ([], [], 0);
        int height = UsualHeight(pieces, page);
        List<InkPiece> scratches = Scratches(pieces, height, page),
            chosen = pieces.FindAll(piece => MayBeOfDigit(piece, height, page) && !scratches.Contains(piece));
        return (chosen, [.. pieces.Except(chosen).Where(piece => !page.Cuts(piece))], height);
    }

    /// <summary>Finds what is much thinner than the strokes of the largest piece: dirt, and remains of lines.</summary>
    private static List<InkPiece> Scratches(List<InkPiece> pieces, int height, InkPage page)
    {
        List<InkPiece> thin = pieces.FindAll(piece => Thickness(piece) <= Thin * height && Length(piece) >= Long * height);
        if (thin.Count == 0 || thin.Count == pieces.Count)
            return [];
        double pen = Strokes.Width(page.Draw([pieces.Except(thin).MaxBy(piece => piece.Area)!]));
        return thin.FindAll(piece => Thickness(piece) < LeastStroke * pen);
    }

    private static int Thickness(InkPiece piece) => Math.Min(piece.Box.Width, piece.Box.Height);

    private static int Length(InkPiece piece) => Math.Max(piece.Box.Width, piece.Box.Height);

    /// <summary>The median height of the considerable pieces.</summary>
    private static int UsualHeight(List<InkPiece> pieces, InkPage page)
    {
        List<InkPiece> inside = pieces.FindAll(piece =>
            !page.Cuts(piece) && piece.Box.Height >= LeastHeight && piece.Box.Width < RuleOverHeight * piece.Box.Height
        );
        List<InkPiece> considered = inside.Count > 0 ? inside : pieces;
        int highest = considered.Max(piece => piece.Box.Height);
        int[] heights = [.. considered.Select(piece => piece.Box.Height).Where(height => height >= Considerable * highest).Order()];
        return heights[heights.Length / 2];
    }

    private static bool MayBeOfDigit(InkPiece piece, int height, InkPage page)
    {
        ImageBox box = piece.Box;
        bool isSpeck = Math.Max(box.Width, box.Height) < SpeckSide * height;
        bool isOfEdge = page.Cuts(piece) && (box.Height < LeastAtEdge * height || box.Height > TallestThing * height);
        return !isSpeck && !isOfEdge && !IsDash(box, height);
    }

    private static bool IsDash(ImageBox box, int height) => box.Height < DashHeight * height && box.Width > DashWidth * height;

    /// <summary>
    /// Finds circles and pieces with four sides around other ink, and similar pieces that are empty, such as the unused boxes of a form.
    /// </summary>
    public static List<InkPiece> FramesOf(InkPage page)
    {
        List<InkPiece> candidates = [.. page.Pieces.Where(piece => HasFourSides(piece, page) || IsEnclosure(piece, page))];
        List<InkPiece> occupied = candidates.FindAll(frame =>
            page.Pieces.Any(other => other != frame && frame.Box.Encloses(other.Box) && other.Box.Height >= Framed * frame.Box.Height)
        );
        return candidates.FindAll(piece =>
            occupied.Exists(frame => Math.Abs(piece.Box.Height - frame.Box.Height) <= SameHeight * frame.Box.Height)
        );
    }

    private static bool IsEnclosure(InkPiece piece, InkPage page) =>
        Enclosure.Is([.. piece.Pixels.Where(pixel => page.Ink.Pixels[pixel] > page.Levels.Threshold)], page.Ink.Width, piece.Box);

    /// <summary>Whether ink runs along all four sides of the piece's box.</summary>
    private static bool HasFourSides(InkPiece piece, InkPage page)
    {
        ImageBox box = piece.Box;
        int band = Math.Max(2, Math.Min(box.Width, box.Height) / 8);
        bool[] top = new bool[box.Width],
            bottom = new bool[box.Width],
            left = new bool[box.Height],
            right = new bool[box.Height];
        foreach (int pixel in piece.Pixels)
        {
            (int y, int x) = Math.DivRem(pixel, page.Ink.Width);
            (x, y) = (x - box.Left, y - box.Top);
            if (x < 0 || y < 0 || x >= box.Width || y >= box.Height)
                continue;
            top[x] |= y < band;
            bottom[x] |= y >= box.Height - band;
            left[y] |= x < band;
            right[y] |= x >= box.Width - band;
        }

        return new[] { top, bottom, left, right }.All(side => side.Count(isDrawn => isDrawn) >= FrameSide * side.Length);
    }
}
