namespace MnistTrainer.Imaging;

/// <summary>A rectangle of whole pixels in an image, whose top left pixel is (0, 0).</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Width">The number of columns, at least 1.</param>
/// <param name="Height">The number of rows, at least 1.</param>
public readonly record struct ImageBox(int Left, int Top, int Width, int Height)
{
    /// <summary>The column after the last.</summary>
    public int Right => Left + Width;

    /// <summary>The row after the last.</summary>
    public int Bottom => Top + Height;

    /// <summary>The smallest box around this one and another.</summary>
    /// <param name="other">The other box.</param>
    public ImageBox Around(ImageBox other)
    {
        (int left, int top) = (Math.Min(Left, other.Left), Math.Min(Top, other.Top));
        return new ImageBox(left, top, Math.Max(Right, other.Right) - left, Math.Max(Bottom, other.Bottom) - top);
    }

    /// <summary>The number of columns between two boxes; negative if they overlap.</summary>
    internal int GapTo(ImageBox other) => Math.Max(Left, other.Left) - Math.Min(Right, other.Right);

    /// <summary>The number of rows that two boxes share; negative if there are rows between them.</summary>
    internal int SharedRows(ImageBox other) => Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);

    /// <summary>Whether another box is entirely inside this one.</summary>
    internal bool Encloses(ImageBox other) => other.Left > Left && other.Top > Top && other.Right < Right && other.Bottom < Bottom;

    /// <summary>The box scaled to an image and clipped to it.</summary>
    internal ImageBox In(GrayImage image, double scale)
    {
        (int left, int top) = (
            Math.Clamp((int)Math.Floor(Left * scale), 0, image.Width - 1),
            Math.Clamp((int)Math.Floor(Top * scale), 0, image.Height - 1)
        );
        int right = Math.Clamp((int)Math.Ceiling(Right * scale), left + 1, image.Width);
        int bottom = Math.Clamp((int)Math.Ceiling(Bottom * scale), top + 1, image.Height);
        return new ImageBox(left, top, right - left, bottom - top);
    }
}
