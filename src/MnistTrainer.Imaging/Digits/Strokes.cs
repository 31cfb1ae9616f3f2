namespace MnistTrainer.Imaging;

/// <summary>Measures and widens the strokes of a digit.</summary>
internal static class Strokes
{
    /// <summary>
    /// The mean width of the strokes in pixels. A long stroke of width w and length l has the area w * l and a perimeter of about 2 * l.
    /// The sum of the gradients is the perimeter, whether edges are sharp or soft.
    /// </summary>
    /// <param name="digit">Ink on 0.</param>
    public static double Width(GrayImage digit)
    {
        double ink = 0;
        double circumference = 0;
        for (int y = 0; y < digit.Height; y++)
        {
            for (int x = 0; x < digit.Width; x++)
            {
                int here = digit[x, y];
                int right = x + 1 < digit.Width ? digit[x + 1, y] : 0;
                int below = y + 1 < digit.Height ? digit[x, y + 1] : 0;
                ink += here;
                circumference += Math.Sqrt(((right - here) * (right - here)) + ((below - here) * (below - here)));
            }
        }

        return circumference == 0 ? 0 : 2 * ink / circumference;
    }

    /// <summary>
    /// Widens every stroke with a round pen: each pixel becomes the maximum within a radius, with reduced weight at the rim.
    /// </summary>
    /// <param name="digit">Ink on 0, with enough paper around it.</param>
    /// <param name="radius">The radius in pixels; may be fractional.</param>
    public static GrayImage Widen(GrayImage digit, double radius)
    {
        byte[] pixels = digit.Pixels.ToArray();
        int reach = (int)Math.Ceiling(radius);
        for (int y = -reach; y <= reach; y++)
        {
            for (int x = -reach; x <= reach; x++)
            {
                double share = Math.Clamp(radius + 1 - Math.Sqrt((x * x) + (y * y)), 0, 1);
                if (share > 0)
                    TakeMost(digit, x, y, share, pixels);
            }
        }

        return new GrayImage(digit.Width, digit.Height, pixels);
    }

    private static void TakeMost(GrayImage digit, int shiftX, int shiftY, double share, byte[] pixels)
    {
        for (int y = Math.Max(0, -shiftY); y < Math.Min(digit.Height, digit.Height - shiftY); y++)
        {
            ReadOnlySpan<byte> row = digit.Row(y + shiftY);
            for (int x = Math.Max(0, -shiftX); x < Math.Min(digit.Width, digit.Width - shiftX); x++)
            {
                byte ink = (byte)(row[x + shiftX] * share);
                int here = (y * digit.Width) + x;
                pixels[here] = Math.Max(pixels[here], ink);
            }
        }
    }
}
