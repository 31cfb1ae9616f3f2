using System.Numerics;
using System.Runtime.InteropServices;

namespace MnistTrainer.Experiments;

/// <summary>The sums over the values of an image from which its correlations with others follow. They are whole numbers, so they are exact.</summary>
/// <param name="Sum">The sum of the values.</param>
/// <param name="Squares">The sum of their squares.</param>
internal readonly record struct PixelSums(long Sum, long Squares)
{
    /// <summary>Adds the values up.</summary>
    public static PixelSums Of(ReadOnlySpan<byte> values)
    {
        long sum = 0;
        foreach (byte value in values)
            sum += value;
        return new PixelSums(sum, Product(values, values));
    }

    /// <summary>The variance times the square of the number of values; 0 if all values are the same.</summary>
    public double ScaledVariance(int count) => (count * Squares) - (Sum * Sum);

    /// <summary>Pearson's correlation of two images of the same size, -1 to 1; 0 where one has a single value.</summary>
    public static double Correlation(ReadOnlySpan<byte> a, PixelSums ofA, ReadOnlySpan<byte> b, PixelSums ofB)
    {
        double variances = ofA.ScaledVariance(a.Length) * ofB.ScaledVariance(b.Length);
        return variances > 0 ? ((a.Length * Product(a, b)) - (ofA.Sum * ofB.Sum)) / Math.Sqrt(variances) : 0;
    }

    private static long Product(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        // Few enough that the sum of four products of bytes for each stays within 32 bits.
        const int vectorsPerBlock = 1 << 14;
        ReadOnlySpan<Vector<byte>> left = MemoryMarshal.Cast<byte, Vector<byte>>(a),
            right = MemoryMarshal.Cast<byte, Vector<byte>>(b);
        long sum = 0;
        for (int first = 0; first < left.Length; first += vectorsPerBlock)
        {
            Vector<uint> block = Vector<uint>.Zero;
            for (int i = first; i < Math.Min(first + vectorsPerBlock, left.Length); i++)
            {
                Vector.Widen(left[i], out Vector<ushort> leftLow, out Vector<ushort> leftHigh);
                Vector.Widen(right[i], out Vector<ushort> rightLow, out Vector<ushort> rightHigh);
                block += InPairs(leftLow * rightLow) + InPairs(leftHigh * rightHigh);
            }

            Vector.Widen(block, out Vector<ulong> low, out Vector<ulong> high);
            sum += (long)Vector.Sum(low + high);
        }

        for (int i = left.Length * Vector<byte>.Count; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static Vector<uint> InPairs(Vector<ushort> values)
    {
        Vector.Widen(values, out Vector<uint> low, out Vector<uint> high);
        return low + high;
    }
}
