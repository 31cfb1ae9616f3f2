namespace MnistTrainer.Imaging;

/// <summary>The box around a digit's ink: cutting an image down to it, and making room around it.</summary>
/// <param name="Left">Its first column.</param>
/// <param name="Top">Its first row.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
internal readonly record struct InkBox(int Left, int Top, int Width, int Height)
{
    // A tenth of full ink: what is fainter is the soft edge of a stroke, and does not make the digit larger.
    private const byte Faint = 25;

    /// <summary>The box around all pixels with at least so much ink; null where there are none.</summary>
    public static InkBox? Of(GrayImage digit, byte faintest = Faint)
    {
        (int left, int top, int right, int bottom) = (digit.Width, digit.Height, -1, -1);
        for (int y = 0; y < digit.Height; y++)
        {
            ReadOnlySpan<byte> row = digit.Row(y);
            int first = row.IndexOfAnyInRange(faintest, (byte)255);
            if (first < 0)
                continue;
            (left, right) = (Math.Min(left, first), Math.Max(right, row.LastIndexOfAnyInRange(faintest, (byte)255)));
            (top, bottom) = (Math.Min(top, y), y);
        }

        return right < 0 ? null : new InkBox(left, top, right - left + 1, bottom - top + 1);
    }

    /// <summary>The image cut down to its ink; itself where there is none.</summary>
    /// <param name="digit">Ink on 0.</param>
    public static GrayImage Crop(GrayImage digit) => Of(digit) is { } box ? digit.Crop(box.Left, box.Top, box.Width, box.Height) : digit;

    /// <summary>The image with so many pixels of paper added on every side.</summary>
    public static GrayImage Pad(GrayImage digit, int margin) =>
        digit.PlaceOn(digit.Width + (2 * margin), digit.Height + (2 * margin), margin, margin);
}
