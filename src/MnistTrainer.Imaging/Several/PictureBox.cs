namespace MnistTrainer.Imaging;

/// <summary>A rectangle of whole pixels in a picture, whose top left pixel is (0, 0).</summary>
/// <param name="Left">Its first column.</param>
/// <param name="Top">Its first row.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
public readonly record struct PictureBox(int Left, int Top, int Width, int Height)
{
    /// <summary>The column behind its last.</summary>
    public int Right => Left + Width;

    /// <summary>The row below its last.</summary>
    public int Bottom => Top + Height;

    /// <summary>The smallest box around both.</summary>
    public PictureBox Around(PictureBox other)
    {
        (int left, int top) = (Math.Min(Left, other.Left), Math.Min(Top, other.Top));
        return new PictureBox(left, top, Math.Max(Right, other.Right) - left, Math.Max(Bottom, other.Bottom) - top);
    }

    /// <summary>The columns between two boxes; negative by as many as they share.</summary>
    internal int GapTo(PictureBox other) => Math.Max(Left, other.Left) - Math.Min(Right, other.Right);

    /// <summary>The rows that two boxes share; negative by as many as lie between them.</summary>
    internal int SharedRows(PictureBox other) => Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);

    /// <summary>The box in a picture so many times as large, as far as it lies inside.</summary>
    internal PictureBox In(GrayImage picture, double scale)
    {
        (int left, int top) = (Math.Clamp((int)Math.Floor(Left * scale), 0, picture.Width - 1), Math.Clamp((int)Math.Floor(Top * scale), 0, picture.Height - 1));
        int right = Math.Clamp((int)Math.Ceiling(Right * scale), left + 1, picture.Width);
        int bottom = Math.Clamp((int)Math.Ceiling(Bottom * scale), top + 1, picture.Height);
        return new PictureBox(left, top, right - left, bottom - top);
    }
}
