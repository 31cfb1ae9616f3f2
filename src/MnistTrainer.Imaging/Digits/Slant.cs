namespace MnistTrainer.Imaging;

/// <summary>
/// Straightens a digit that leans further than those of MNIST. The slant is the change of x with y along the ink, computed from its second
/// moments. Digits that lean as people usually write are left alone, because leaning is part of how a 7 or a 9 looks.
/// </summary>
internal static class Slant
{
    // In columns to the right per row down. 98 % of MNIST's training digits are within this range.
    private const double FurthestRight = -0.78;
    private const double FurthestLeft = 0.53;

    /// <summary>Shears a digit back to the limit of the usual slant.</summary>
    /// <param name="digit">Ink on 0, cropped to its box.</param>
    /// <returns>The sheared digit; <paramref name="digit"/> itself if its slant is within the usual range.</returns>
    public static GrayImage Correct(GrayImage digit)
    {
        double slant = Of(digit);
        double beyond = slant - Math.Clamp(slant, FurthestRight, FurthestLeft);
        return beyond == 0 ? digit : InkBox.Crop(Shear(digit, beyond));
    }

    /// <summary>The columns by which the ink moves to the right for each row down; 0 if it has no height.</summary>
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

    /// <summary>Moves each row to the left by <paramref name="slant"/> columns for each row down, on sufficiently wide paper.</summary>
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
