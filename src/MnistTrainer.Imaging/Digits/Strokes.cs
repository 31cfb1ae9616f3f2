using System.Numerics;

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
        int reach = (int)Math.Ceiling(radius),
            side = (2 * reach) + 1;
        double[] pen = Pen(radius, reach);
        for (int y = 0; y < digit.Height; y++)
        {
            // Most of an image is paper, which does not widen strokes.
            ReadOnlySpan<byte> row = digit.Row(y);
            int left = row.IndexOfAnyExcept((byte)0);
            if (left < 0)
                continue;
            ReadOnlySpan<byte> ink = row[left..(row.LastIndexOfAnyExcept((byte)0) + 1)];
            for (int target = Math.Max(0, y - reach); target <= Math.Min(digit.Height - 1, y + reach); target++)
                Widen(ink, left, pen.AsSpan((target - y + reach) * side, side), pixels.AsSpan(target * digit.Width, digit.Width));
        }

        return new GrayImage(digit.Width, digit.Height, pixels);
    }

    /// <summary>The weight of each pixel of a pen, 0 outside it.</summary>
    private static double[] Pen(double radius, int reach)
    {
        int side = (2 * reach) + 1;
        double[] pen = new double[side * side];
        for (int i = 0; i < pen.Length; i++)
        {
            (int y, int x) = ((i / side) - reach, (i % side) - reach);
            pen[i] = Math.Clamp(radius + 1 - Math.Sqrt((x * x) + (y * y)), 0, 1);
        }

        return pen;
    }

    /// <summary>Widens the ink of a row into another row, by the row of the pen that reaches it.</summary>
    private static void Widen(ReadOnlySpan<byte> ink, int left, ReadOnlySpan<double> pen, Span<byte> target)
    {
        for (int i = 0; i < pen.Length; i++)
        {
            int start = left + i - (pen.Length / 2),
                first = Math.Max(0, -start),
                end = Math.Min(ink.Length, target.Length - start);
            if (pen[i] > 0 && first < end)
                TakeMost(ink[first..end], pen[i], target[(start + first)..]);
        }
    }

    private static void TakeMost(ReadOnlySpan<byte> ink, double share, Span<byte> target)
    {
        target = target[..ink.Length];
        int x = 0;
        if (share == 1)
        {
            for (; x <= ink.Length - Vector<byte>.Count; x += Vector<byte>.Count)
                Vector.Max(new Vector<byte>(ink[x..]), new Vector<byte>(target[x..])).CopyTo(target[x..]);
        }

        for (; x < ink.Length; x++)
            target[x] = Math.Max(target[x], (byte)(ink[x] * share));
    }
}
