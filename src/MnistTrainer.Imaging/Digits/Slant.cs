namespace MnistTrainer.Imaging;

/// <summary>
/// Sets a digit upright that leans further than MNIST's do. The slant is the change of x with y along which the ink lies, from its second
/// moments; digits that lean as people usually write are left alone, for leaning is a part of how a 7 or a 9 looks.
/// </summary>
internal static class Slant
{
    // Columns to the right per row down. Of the digits that MNIST teaches with, ninety-eight in a hundred lean between these.
    private const double FurthestRight = -0.78;
    private const double FurthestLeft = 0.53;

    /// <summary>The digit sheared back to the furthest usual slant; itself where it does not lean further.</summary>
    /// <param name="digit">Ink on 0, cut down to its box.</param>
    public static GrayImage Correct(GrayImage digit)
    {
        double slant = Of(digit);
        double beyond = slant - Math.Clamp(slant, FurthestRight, FurthestLeft);
        return beyond == 0 ? digit : InkBox.Crop(Shear(digit, beyond));
    }

    /// <summary>How many columns the ink goes to the right for each row down; 0 where it has no height.</summary>
    public static double Of(GrayImage digit)
    {
        if (Centroid.Of(digit) is not { } center)
            return 0;
        double across = 0;
        double down = 0;
        for (int y = 0; y < digit.Height; y++)
        {
            ReadOnlySpan<byte> row = digit.Row(y);
            double fromY = y + 0.5 - center.Y;
            for (int x = 0; x < row.Length; x++)
            {
                across += row[x] * fromY * (x + 0.5 - center.X);
                down += row[x] * fromY * fromY;
            }
        }

        return down == 0 ? 0 : across / down;
    }

    /// <summary>Moves each row to the left by <paramref name="slant"/> for each row down, on paper wide enough.</summary>
    private static GrayImage Shear(GrayImage digit, double slant)
    {
        int margin = (int)Math.Ceiling(Math.Abs(slant) * digit.Height / 2) + 1;
        int width = digit.Width + (2 * margin);
        byte[] pixels = new byte[width * digit.Height];
        for (int y = 0; y < digit.Height; y++)
        {
            double shift = margin - (slant * (y + 0.5 - (digit.Height / 2.0)));
            int whole = (int)Math.Floor(shift);
            double part = shift - whole;
            ReadOnlySpan<byte> row = digit.Row(y);
            Span<byte> target = pixels.AsSpan((y * width) + whole, row.Length + 1);
            for (int x = 0; x < target.Length; x++)
            {
                double here = x < row.Length ? row[x] * (1 - part) : 0;
                target[x] = (byte)Math.Round(here + (x > 0 ? row[x - 1] * part : 0));
            }
        }

        return new GrayImage(width, digit.Height, pixels);
    }
}
