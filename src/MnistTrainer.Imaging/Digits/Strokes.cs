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
        int reach = (int)Math.Ceiling(radius);
        for (int y = 0; y < digit.Height; y++)
        {
            // Most of an image is paper, which widens nothing.
            ReadOnlySpan<byte> row = digit.Row(y);
            int left = row.IndexOfAnyExcept((byte)0);
            if (left < 0)
                continue;
            ReadOnlySpan<byte> ink = row[left..(row.LastIndexOfAnyExcept((byte)0) + 1)];
            for (int target = Math.Max(0, y - reach); target <= Math.Min(digit.Height - 1, y + reach); target++)
                Widen(ink, left, target - y, radius, pixels.AsSpan(target * digit.Width, digit.Width));
        }

        return new GrayImage(digit.Width, digit.Height, pixels);
    }

    /// <summary>Widens the ink of a row into a row at a distance.</summary>
    private static void Widen(ReadOnlySpan<byte> ink, int left, int distance, double radius, Span<byte> target)
    {
        int reach = (int)Math.Ceiling(radius);
        for (int shift = -reach; shift <= reach; shift++)
        {
            double share = Math.Clamp(radius + 1 - Math.Sqrt((shift * shift) + (distance * distance)), 0, 1);
            int first = Math.Max(0, -(left + shift)),
                end = Math.Min(ink.Length, target.Length - left - shift);
            if (share > 0 && first < end)
                TakeMost(ink[first..end], share, target[(left + shift + first)..]);
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
