using System.Numerics;
using System.Runtime.InteropServices;

namespace MnistTrainer.Imaging;

/// <summary>
/// Resizes an image: a pixel of a smaller image is the mean of the area that it covers, so that thin strokes fade but never vanish; a pixel
/// of a larger image is interpolated between its neighbors.
/// </summary>
internal static class Resampler
{
    public static GrayImage Resize(GrayImage image, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (width == image.Width && height == image.Height)
            return image;

        Taps[] columns = TapsOf(image.Width, width);
        Taps[] rows = TapsOf(image.Height, height);
        float[] sums = new float[image.Width];
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            Array.Clear(sums);
            for (int i = 0; i < rows[y].Weights.Length; i++)
                AddRow(image.Row(rows[y].First + i), rows[y].Weights[i], sums);
            Gather(sums, columns, pixels.AsSpan(y * width, width));
        }

        return new GrayImage(width, height, pixels);
    }

    private static void AddRow(ReadOnlySpan<byte> row, float weight, Span<float> sums)
    {
        Span<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(sums);
        ReadOnlySpan<Vector<byte>> bytes = MemoryMarshal.Cast<byte, Vector<byte>>(row);
        for (int i = 0; i < bytes.Length; i++)
        {
            Vector.Widen(bytes[i], out Vector<ushort> low, out Vector<ushort> high);
            AddQuarters(low, weight, wide.Slice(4 * i, 2));
            AddQuarters(high, weight, wide.Slice((4 * i) + 2, 2));
        }

        for (int x = bytes.Length * Vector<byte>.Count; x < row.Length; x++)
            sums[x] += row[x] * weight;
    }

    private static void AddQuarters(Vector<ushort> half, float weight, Span<Vector<float>> sums)
    {
        Vector.Widen(half, out Vector<uint> low, out Vector<uint> high);
        sums[0] += Vector.ConvertToSingle(low.As<uint, int>()) * weight;
        sums[1] += Vector.ConvertToSingle(high.As<uint, int>()) * weight;
    }

    private static void Gather(ReadOnlySpan<float> sums, Taps[] columns, Span<byte> pixels)
    {
        for (int x = 0; x < pixels.Length; x++)
        {
            float sum = 0f;
            ReadOnlySpan<float> covered = sums.Slice(columns[x].First, columns[x].Weights.Length);
            for (int i = 0; i < covered.Length; i++)
                sum += covered[i] * columns[x].Weights[i];
            pixels[x] = (byte)MathF.Round(Math.Clamp(sum, 0f, 255f));
        }
    }

    private static Taps[] TapsOf(int from, int to)
    {
        Taps[] taps = new Taps[to];
        double step = (double)from / to;
        for (int i = 0; i < to; i++)
            taps[i] = step >= 1 ? Area(i * step, (i + 1) * step, from) : Linear(((i + 0.5) * step) - 0.5, from);
        return taps;
    }

    private static Taps Area(double start, double end, int from)
    {
        int first = (int)start;
        int last = Math.Min(from, (int)Math.Ceiling(end - 1e-9));
        float[] weights = new float[last - first];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = (float)((Math.Min(first + i + 1, end) - Math.Max(first + i, start)) / (end - start));
        return new Taps(first, weights);
    }

    private static Taps Linear(double center, int from)
    {
        double inside = Math.Clamp(center, 0, from - 1);
        int first = Math.Min((int)inside, Math.Max(0, from - 2));
        float second = (float)(inside - first);
        return from == 1 ? new Taps(0, [1f]) : new Taps(first, [1f - second, second]);
    }

    /// <summary>
    /// The composition of a pixel: the first source pixel, and the weights of it and of those after it. The weights sum to 1.
    /// </summary>
    private readonly record struct Taps(int First, float[] Weights);
}
