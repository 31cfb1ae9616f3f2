using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// <see cref="WeightedRowSum"/> with vectors of 512 bits: the sums of up to 13 vectors stay in registers while all rows are added, so every multiply-add reads memory once.
/// The last vectors are moved back to end with the row: they compute some sums twice, from the same start, and store the same result. Wider rows would have to be read in
/// parts, which takes longer than loading and storing the sums, unless the rows stay in the nearest cache.
/// </summary>
internal static unsafe class WeightedRowSum512
{
    /// <summary>The least number of columns.</summary>
    public const int MinimumWidth = Lanes;

    /// <summary>The largest number of columns.</summary>
    public const int MaximumWidth = 13 * Lanes;

    private const int Lanes = 16;
    private const int Fewer = 8;
    private const int Few = 5;

    /// <inheritdoc cref="WeightedRowSum.Add"/>
    public static void Add(float* sum, int width, float* rows, nint stride, int* index, float* weight, int count)
    {
        if (width > Fewer * Lanes)
            AddThirteen(sum, width, rows, stride, index, weight, count);
        else if (width > Few * Lanes)
            AddEight(sum, width, rows, stride, index, weight, count);
        else
            AddFive(sum, width, rows, stride, index, weight, count);
    }

    // From 9 to 13 vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddThirteen(float* sum, int width, float* rows, nint stride, int* index, float* weight, int count)
    {
        int last = width - Lanes;
        nint i8 = Math.Min(8 * Lanes, last),
            i9 = Math.Min(9 * Lanes, last),
            i10 = Math.Min(10 * Lanes, last),
            i11 = Math.Min(11 * Lanes, last),
            i12 = Math.Min(12 * Lanes, last);
        Vector512<float> s0 = Vector512.Load(sum),
            s1 = Vector512.Load(sum + Lanes),
            s2 = Vector512.Load(sum + (2 * Lanes)),
            s3 = Vector512.Load(sum + (3 * Lanes)),
            s4 = Vector512.Load(sum + (4 * Lanes)),
            s5 = Vector512.Load(sum + (5 * Lanes)),
            s6 = Vector512.Load(sum + (6 * Lanes)),
            s7 = Vector512.Load(sum + (7 * Lanes)),
            s8 = Vector512.Load(sum + i8),
            s9 = Vector512.Load(sum + i9),
            s10 = Vector512.Load(sum + i10),
            s11 = Vector512.Load(sum + i11),
            s12 = Vector512.Load(sum + i12);
        for (int k = 0; k < count; k++)
        {
            float* row = rows + (index[k] * stride);
            Vector512<float> w = Vector512.Create(weight[k]);
            s0 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row), s0);
            s1 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + Lanes), s1);
            s2 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + (2 * Lanes)), s2);
            s3 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + (3 * Lanes)), s3);
            s4 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + (4 * Lanes)), s4);
            s5 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + (5 * Lanes)), s5);
            s6 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + (6 * Lanes)), s6);
            s7 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + (7 * Lanes)), s7);
            s8 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + i8), s8);
            s9 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + i9), s9);
            s10 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + i10), s10);
            s11 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + i11), s11);
            s12 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + i12), s12);
        }

        s0.Store(sum);
        s1.Store(sum + Lanes);
        s2.Store(sum + (2 * Lanes));
        s3.Store(sum + (3 * Lanes));
        s4.Store(sum + (4 * Lanes));
        s5.Store(sum + (5 * Lanes));
        s6.Store(sum + (6 * Lanes));
        s7.Store(sum + (7 * Lanes));
        s8.Store(sum + i8);
        s9.Store(sum + i9);
        s10.Store(sum + i10);
        s11.Store(sum + i11);
        s12.Store(sum + i12);
    }

    // From 6 to 8 vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddEight(float* sum, int width, float* rows, nint stride, int* index, float* weight, int count)
    {
        int last = width - Lanes;
        nint i1 = Math.Min(Lanes, last),
            i2 = Math.Min(2 * Lanes, last),
            i3 = Math.Min(3 * Lanes, last),
            i4 = Math.Min(4 * Lanes, last),
            i5 = Math.Min(5 * Lanes, last),
            i6 = Math.Min(6 * Lanes, last),
            i7 = Math.Min(7 * Lanes, last);
        Vector512<float> s0 = Vector512.Load(sum),
            s1 = Vector512.Load(sum + i1),
            s2 = Vector512.Load(sum + i2),
            s3 = Vector512.Load(sum + i3),
            s4 = Vector512.Load(sum + i4),
            s5 = Vector512.Load(sum + i5),
            s6 = Vector512.Load(sum + i6),
            s7 = Vector512.Load(sum + i7);
        for (int k = 0; k < count; k++)
        {
            float* row = rows + (index[k] * stride);
            Vector512<float> w = Vector512.Create(weight[k]);
            s0 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row), s0);
            s1 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + i1), s1);
            s2 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + i2), s2);
            s3 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + i3), s3);
            s4 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + i4), s4);
            s5 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + i5), s5);
            s6 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + i6), s6);
            s7 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + i7), s7);
        }

        s0.Store(sum);
        s1.Store(sum + i1);
        s2.Store(sum + i2);
        s3.Store(sum + i3);
        s4.Store(sum + i4);
        s5.Store(sum + i5);
        s6.Store(sum + i6);
        s7.Store(sum + i7);
    }

    // From 1 to 5 vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFive(float* sum, int width, float* rows, nint stride, int* index, float* weight, int count)
    {
        int last = width - Lanes;
        nint i1 = Math.Min(Lanes, last),
            i2 = Math.Min(2 * Lanes, last),
            i3 = Math.Min(3 * Lanes, last),
            i4 = Math.Min(4 * Lanes, last);
        Vector512<float> s0 = Vector512.Load(sum),
            s1 = Vector512.Load(sum + i1),
            s2 = Vector512.Load(sum + i2),
            s3 = Vector512.Load(sum + i3),
            s4 = Vector512.Load(sum + i4);
        for (int k = 0; k < count; k++)
        {
            float* row = rows + (index[k] * stride);
            Vector512<float> w = Vector512.Create(weight[k]);
            s0 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row), s0);
            s1 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + i1), s1);
            s2 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + i2), s2);
            s3 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + i3), s3);
            s4 = Vector512.FusedMultiplyAdd(w, Vector512.Load(row + i4), s4);
        }

        s0.Store(sum);
        s1.Store(sum + i1);
        s2.Store(sum + i2);
        s3.Store(sum + i3);
        s4.Store(sum + i4);
    }
}
