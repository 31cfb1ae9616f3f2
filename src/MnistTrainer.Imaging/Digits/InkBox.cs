namespace MnistTrainer.Imaging;

/// <summary>The bounding box of a digit's ink, with methods to crop and pad an image.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Width">The number of columns, at least 1.</param>
/// <param name="Height">The number of rows, at least 1.</param>
internal readonly record struct InkBox(int Left, int Top, int Width, int Height)
{
    // A tenth of full ink: anything fainter is the soft edge of a stroke and does not enlarge the digit.
    private const byte Faint = 25;

    /// <summary>The box around all pixels with at least <paramref name="faintest"/> ink; null if there are none.</summary>
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

    /// <summary>Crops an image to its ink.</summary>
    /// <param name="digit">Ink on 0.</param>
    /// <returns>The cropped image; <paramref name="digit"/> itself if it has no ink.</returns>
    public static GrayImage Crop(GrayImage digit) => Of(digit) is { } box ? digit.Crop(box.Left, box.Top, box.Width, box.Height) : digit;

    /// <summary>Adds <paramref name="margin"/> pixels of paper on every side.</summary>
    public static GrayImage Pad(GrayImage digit, int margin) =>
        digit.PlaceOn(digit.Width + (2 * margin), digit.Height + (2 * margin), margin, margin);
}
