namespace MnistTrainer.Imaging;

/// <summary>Ink that belongs together: a connected piece, several pieces of one stroke, or a part left by a cut.</summary>
/// <param name="Pixels">The indices of its pixels on the page.</param>
/// <param name="Box">The bounding box of the pixels that are certainly ink.</param>
/// <param name="Area">The number of pixels that are certainly ink.</param>
internal sealed record InkPiece(IReadOnlyList<int> Pixels, ImageBox Box, int Area)
{
    /// <summary>Builds a piece from pixels; null if none of them is certainly ink.</summary>
    public static InkPiece? Of(IReadOnlyList<int> pixels, GrayImage ink, int threshold)
    {
        (int left, int top, int right, int bottom, int area) = (int.MaxValue, int.MaxValue, -1, -1, 0);
        foreach (int pixel in pixels)
        {
            if (ink.Pixels[pixel] <= threshold)
                continue;
            (int y, int x) = Math.DivRem(pixel, ink.Width);
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
            area++;
        }

        return area == 0 ? null : new InkPiece(pixels, new ImageBox(left, top, right - left + 1, bottom - top + 1), area);
    }

    /// <summary>Joins two pieces.</summary>
    public InkPiece With(InkPiece other) => new([.. Pixels, .. other.Pixels], Box.Around(other.Box), Area + other.Area);
}
