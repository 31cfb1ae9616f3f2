namespace MnistTrainer.Imaging;

/// <summary>Ink on a page that belongs together: a connected piece, several that are one stroke, or what a cut left of one.</summary>
/// <param name="Pixels">Where its pixels are among the page's.</param>
/// <param name="Box">Around those that are surely ink.</param>
/// <param name="Area">How many are surely ink.</param>
internal sealed record InkPiece(IReadOnlyList<int> Pixels, ImageBox Box, int Area)
{
    /// <summary>The piece that these pixels make; null where none of them is surely ink.</summary>
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

    /// <summary>Both as one piece.</summary>
    public InkPiece With(InkPiece other) => new([.. Pixels, .. other.Pixels], Box.Around(other.Box), Area + other.Area);
}
