namespace MnistTrainer.Imaging;

/// <summary>Chooses, of all pieces of ink on a page, those that may be digits or parts of them: not specks, ruled lines, frames, or what the edge cuts.</summary>
internal static class PieceFilter
{
    // Shares of a digit's usual height.
    private const double SpeckSide = 0.15;
    private const double DashHeight = 0.25;
    private const double DashWidth = 1.2;
    private const double LeastAtEdge = 0.4;
    private const double TallestThing = 1.8;

    // What is so many times as wide as high is a line and no row of digits.
    private const int RuleOverHeight = 10;

    // A piece lower than this share of the highest is not asked how high digits usually are.
    private const double Considerable = 0.35;

    // The share of each of a frame's sides that is drawn. A round digit touches its box at few points.
    private const double FrameSide = 0.75;

    // What stands in a frame has at least this share of its height; frames of one form differ in height by no more than that.
    private const double Framed = 0.2;
    private const double SameHeight = 0.15;

    /// <summary>The pieces that may be digits, and how high digits usually are on the page.</summary>
    public static (List<InkPiece> Pieces, int Height) Choose(InkPage page)
    {
        List<InkPiece> frames = FramesOf(page);
        List<InkPiece> pieces = [.. page.Pieces.Where(piece => !frames.Contains(piece))];
        if (pieces.Count == 0)
            return (pieces, 0);
        int height = UsualHeight(pieces, page);
        return (pieces.FindAll(piece => MayBeOfDigit(piece, height, page)), height);
    }

    /// <summary>The median of the considerable pieces' heights.</summary>
    private static int UsualHeight(List<InkPiece> pieces, InkPage page)
    {
        List<InkPiece> inside = pieces.FindAll(piece =>
            !TouchesEdge(piece.Box, page) && piece.Box.Width < RuleOverHeight * piece.Box.Height
        );
        List<InkPiece> asked = inside.Count > 0 ? inside : pieces;
        int highest = asked.Max(piece => piece.Box.Height);
        int[] heights = [.. asked.Select(piece => piece.Box.Height).Where(height => height >= Considerable * highest).Order()];
        return heights[heights.Length / 2];
    }

    private static bool MayBeOfDigit(InkPiece piece, int height, InkPage page)
    {
        ImageBox box = piece.Box;
        bool isSpeck = Math.Max(box.Width, box.Height) < SpeckSide * height;
        bool isOfEdge = TouchesEdge(box, page) && (box.Height < LeastAtEdge * height || box.Height > TallestThing * height);
        return !isSpeck && !isOfEdge && !IsDash(box, height);
    }

    private static bool IsDash(ImageBox box, int height) => box.Height < DashHeight * height && box.Width > DashWidth * height;

    private static bool TouchesEdge(ImageBox box, InkPage page) =>
        box.Left == 0 || box.Top == 0 || box.Right == page.Ink.Width || box.Bottom == page.Ink.Height;

    /// <summary>Pieces with four sides around something, and those like them around nothing: the empty boxes of a form.</summary>
    private static List<InkPiece> FramesOf(InkPage page)
    {
        List<InkPiece> candidates = [.. page.Pieces.Where(piece => HasFourSides(piece, page))];
        List<InkPiece> sure = candidates.FindAll(frame =>
            page.Pieces.Any(other => other != frame && IsInside(other.Box, frame.Box) && other.Box.Height >= Framed * frame.Box.Height)
        );
        return candidates.FindAll(piece =>
            sure.Exists(frame => Math.Abs(piece.Box.Height - frame.Box.Height) <= SameHeight * frame.Box.Height)
        );
    }

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

    private static bool IsInside(ImageBox inner, ImageBox outer) =>
        inner.Left > outer.Left && inner.Top > outer.Top && inner.Right < outer.Right && inner.Bottom < outer.Bottom;
}
