using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition.Images;

/// <summary>
/// A rectangle as programs read it: <c>{"left": 12, "top": 8, "width": 40, "height": 60}</c>, in pixels of the upright image.
/// </summary>
/// <param name="Left">The number of columns to its left.</param>
/// <param name="Top">The number of rows above it.</param>
/// <param name="Width">The number of columns, at least 1.</param>
/// <param name="Height">The number of rows, at least 1.</param>
public sealed record BoxAnswer(int Left, int Top, int Width, int Height)
{
    /// <summary>Converts a box.</summary>
    /// <param name="box">The box, in pixels of the decoded image.</param>
    /// <param name="scale">The size of the original image relative to the decoded one. Default: 1.</param>
    public static BoxAnswer Of(ImageBox box, double scale = 1)
    {
        (int left, int top) = (Scaled(box.Left), Scaled(box.Top));
        return new(left, top, Math.Max(1, Scaled(box.Right) - left), Math.Max(1, Scaled(box.Bottom) - top));

        int Scaled(int length) => (int)Math.Round(length * scale);
    }
}
