namespace MnistTrainer.Imaging;

/// <summary>The box around a digit's ink: cutting a picture down to it, and making room around it.</summary>
internal static class InkBox
{
    // A tenth of full ink: what is fainter is the soft edge of a stroke, and does not make the digit larger.
    private const byte Faint = 25;

    /// <summary>The picture cut down to its ink.</summary>
    /// <param name="digit">Ink on 0, full ink somewhere.</param>
    public static GrayImage Crop(GrayImage digit)
    {
        (int top, int bottom) = InkedRows(digit);
        (int left, int right) = InkedRows(digit.Transpose());
        return digit.Crop(left, top, right - left + 1, bottom - top + 1);
    }

    /// <summary>The picture with so many pixels of paper added on every side.</summary>
    public static GrayImage Pad(GrayImage digit, int margin) =>
        digit.PlaceOn(digit.Width + (2 * margin), digit.Height + (2 * margin), margin, margin);

    private static (int First, int Last) InkedRows(GrayImage digit)
    {
        int first = 0;
        int last = digit.Height - 1;
        while (first < last && !HasInk(digit.Row(first)))
            first++;
        while (last > first && !HasInk(digit.Row(last)))
            last--;
        return (first, last);
    }

    private static bool HasInk(ReadOnlySpan<byte> row) => row.ContainsAnyInRange(Faint, (byte)255);
}
