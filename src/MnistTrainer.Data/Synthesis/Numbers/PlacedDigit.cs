using MnistTrainer.Imaging;

namespace MnistTrainer.Data;

/// <summary>A digit of a composed number and its position.</summary>
/// <param name="Image">Its ink, cropped to its bounding box.</param>
/// <param name="Left">The first column in the composed image.</param>
/// <param name="Top">The first row.</param>
internal sealed record PlacedDigit(GrayImage Image, int Left = 0, int Top = 0)
{
    // A quarter of full ink counts as touching.
    private const int Visible = 64;

    /// <summary>The bounding box in the composed image.</summary>
    public ImageBox Box => new(Left, Top, Image.Width, Image.Height);

    /// <summary>Creates a digit from its 28x28 frame, resized to the given side.</summary>
    public static PlacedDigit Of(ReadOnlySpan<byte> frame, int side)
    {
        GrayImage large = new GrayImage(28, 28, frame.ToArray()).Resize(side, side);
        (int left, int top, int right, int bottom) = (side, side, -1, -1);
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                if (large[x, y] >= Visible)
                    (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
            }
        }

        // A digit without ink becomes one background pixel.
        if (right < 0)
            (left, top, right, bottom) = (0, 0, 0, 0);
        byte[] pixels = new byte[(right - left + 1) * (bottom - top + 1)];
        for (int y = top; y <= bottom; y++)
            large.Row(y)[left..(right + 1)].CopyTo(pixels.AsSpan((y - top) * (right - left + 1)));
        return new PlacedDigit(new GrayImage(right - left + 1, bottom - top + 1, pixels));
    }

    /// <summary>Returns the column at which another digit must start so that its ink just touches this one's.</summary>
    public int Touch(PlacedDigit other)
    {
        int? column = null;
        for (int y = Math.Max(Top, other.Top) - 1; y <= Math.Min(Box.Bottom, other.Box.Bottom); y++)
        {
            (int end, int start) = (LastInk(y - Top), other.FirstInk(y - other.Top));
            if (end >= 0 && start >= 0)
                column = Math.Max(column ?? int.MinValue, Left + end + 1 - start);
        }

        return column ?? Box.Right;
    }

    private int LastInk(int row) =>
        row < 0 || row >= Image.Height ? -1 : Image.Row(row).LastIndexOfAnyInRange((byte)Visible, byte.MaxValue);

    private int FirstInk(int row) => row < 0 || row >= Image.Height ? -1 : Image.Row(row).IndexOfAnyInRange((byte)Visible, byte.MaxValue);
}
