namespace MnistTrainer.Imaging;

/// <summary>
/// Recognizes patterns by the places and sizes of their pieces, before any of them is read: hatching, dots, checkered and woven surfaces. Each of their pieces would be
/// judged by itself and with its neighbors otherwise, for seconds.
/// </summary>
internal static class Texture
{
    // The least number of equal pieces that are a pattern, the share of all pieces that they are, and the difference of their sides. Even printed digits
    // differ in width.
    private const int LeastEqual = 40;
    private const double EqualShare = 0.9;
    private const double EqualSide = 0.06;

    // The least number of strokes of hatching, and the distance between digits, as a share of their height: even a 1 of a thin pen, beside another, needs as much.
    private const int LeastStrokes = 8;
    private const double LeastPitch = 0.14;

    // The longest strokes of a digit, in its heights, and its least width. A mesh and a checkered surface have far longer ones.
    private const double LongestStrokes = 8;
    private const double LeastWidth = 0.5;

    /// <summary>Whether a piece has more strokes than the digits that its box has room for.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="page">The page that it is on.</param>
    public static bool IsMesh(InkPiece piece, InkPage page)
    {
        double longest = LongestStrokes * Math.Max(piece.Box.Height, piece.Box.Width / LeastWidth);
        return piece.Area > longest && piece.Area > longest * Strokes.Width(page.Draw([piece]));
    }

    /// <summary>Whether nearly all pieces have the same size.</summary>
    /// <param name="pieces">Pieces that the edge of the page does not cut.</param>
    public static bool IsOfEqual(List<InkPiece> pieces) =>
        pieces.Count >= LeastEqual
        && AreEqual([.. pieces.Select(piece => piece.Box.Width)])
        && AreEqual([.. pieces.Select(piece => piece.Box.Height)]);

    /// <summary>Whether the pieces of a line are closer together than digits are.</summary>
    /// <param name="line">The pieces from left to right.</param>
    public static bool IsHatching(List<InkPiece> line)
    {
        if (line.Count < LeastStrokes)
            return false;
        int[] heights = [.. line.Select(piece => piece.Box.Height).Order()];
        int width = line.Max(piece => piece.Box.Right) - line.Min(piece => piece.Box.Left);
        return width < LeastPitch * line.Count * heights[line.Count / 2];
    }

    private static bool AreEqual(int[] sides)
    {
        Array.Sort(sides);
        int middle = sides[sides.Length / 2];
        return sides.Count(side => Math.Abs(side - middle) <= EqualSide * middle) >= EqualShare * sides.Length;
    }
}
