using System.Numerics;
using System.Runtime.InteropServices;

namespace MnistTrainer.Imaging;

/// <summary>
/// Replaces each pixel by the minimum, the maximum or the mean of the square window around it. Windows are clipped at the image's edge. The
/// filter is separated into rows and columns, both processed down the columns of an image, where whole rows are one operation.
/// </summary>
internal static class WindowFilter
{
    public static GrayImage Minimum(GrayImage image, int radius) => Apply(image, radius, MinimumOfColumns);

    // The maximum is the minimum of the negative.
    public static GrayImage Maximum(GrayImage image, int radius) => Minimum(image.Invert(), radius).Invert();

    public static GrayImage Mean(GrayImage image, int radius) => Apply(image, radius, MeanOfColumns);

    private static GrayImage Apply(GrayImage image, int radius, Func<GrayImage, int, GrayImage> columns) =>
        radius == 0 ? image : columns(columns(image.Transpose(), radius).Transpose(), radius);

    /// <summary>
    /// Three operations for a pixel, whatever the radius (M. van Herk 1992; J. Gil and M. Werman 1993): in blocks of as many rows as a window has, minima from the first row
    /// of a block down and from the last row up; a window is the end of one block and the start of the next.
    /// </summary>
    private static GrayImage MinimumOfColumns(GrayImage image, int radius)
    {
        int window = (2 * radius) + 1,
            width = image.Width,
            rows = image.Height + (2 * radius);
        byte[] down = new byte[rows * width];
        byte[] up = new byte[rows * width];
        for (int row = 0; row < rows; row++)
        {
            Span<byte> minimum = Row(down, row);
            Read(row, minimum);
            if (row % window > 0)
                TakeMinimum(Row(down, row - 1), minimum);
        }

        for (int row = rows - 1; row >= 0; row--)
        {
            Span<byte> minimum = Row(up, row);
            Read(row, minimum);
            if (row % window < window - 1 && row < rows - 1)
                TakeMinimum(Row(up, row + 1), minimum);
        }

        byte[] pixels = up[..(image.Height * width)];
        for (int y = 0; y < image.Height; y++)
            TakeMinimum(Row(down, y + (2 * radius)), Row(pixels, y));
        return new GrayImage(width, image.Height, pixels);

        Span<byte> Row(byte[] all, int row) => all.AsSpan(row * width, width);

        // Rows beyond the image take no part.
        void Read(int row, Span<byte> destination)
        {
            int y = row - radius;
            if (y >= 0 && y < image.Height)
                image.Row(y).CopyTo(destination);
            else
                destination.Fill(byte.MaxValue);
        }
    }

    private static void TakeMinimum(ReadOnlySpan<byte> row, Span<byte> minimum)
    {
        ReadOnlySpan<Vector<byte>> wideRow = MemoryMarshal.Cast<byte, Vector<byte>>(row);
        Span<Vector<byte>> wideMinimum = MemoryMarshal.Cast<byte, Vector<byte>>(minimum);
        for (int i = 0; i < wideMinimum.Length; i++)
            wideMinimum[i] = Vector.Min(wideMinimum[i], wideRow[i]);
        for (int x = wideMinimum.Length * Vector<byte>.Count; x < minimum.Length; x++)
            minimum[x] = Math.Min(minimum[x], row[x]);
    }

    /// <summary>Computes means by running sums: rows are added as they enter the window and subtracted as they leave.</summary>
    private static GrayImage MeanOfColumns(GrayImage image, int radius)
    {
        int[] sums = new int[image.Width];
        byte[] pixels = new byte[image.Width * image.Height];
        (int first, int end) = (0, 0);
        for (int y = 0; y < image.Height; y++)
        {
            (int nextFirst, int nextEnd) = Window(y, radius, image.Height);
            for (; end < nextEnd; end++)
                Add(image.Row(end), 1, sums);
            for (; first < nextFirst; first++)
                Add(image.Row(first), -1, sums);
            Divide(sums, end - first, pixels.AsSpan(y * image.Width, image.Width));
        }

        return new GrayImage(image.Width, image.Height, pixels);
    }

    private static (int First, int End) Window(int y, int radius, int height) =>
        (Math.Max(0, y - radius), Math.Min(height, y + radius + 1));

    private static void Add(ReadOnlySpan<byte> row, int sign, int[] sums)
    {
        for (int x = 0; x < sums.Length; x++)
            sums[x] += sign * row[x];
    }

    private static void Divide(int[] sums, int count, Span<byte> means)
    {
        for (int x = 0; x < sums.Length; x++)
            means[x] = (byte)((sums[x] + (count / 2)) / count);
    }
}
