using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>Adds multiples of one vector to rows of a matrix: <c>rows[index[k], j] += factor * weight[k] * vector[j]</c>.</summary>
internal static unsafe class RankOneUpdate
{
    private const int Lanes = 16;

    /// <summary>Adds to the rows selected by an index.</summary>
    /// <param name="rows">The matrix; row r starts at <c>rows + r * width</c>.</param>
    /// <param name="width">The number of floats in a row and in the vector.</param>
    /// <param name="index">The row numbers, <paramref name="count"/> of them, all different.</param>
    /// <param name="weight">The factor of each of those rows.</param>
    /// <param name="count">The number of rows to add to.</param>
    /// <param name="factor">The common factor.</param>
    /// <param name="vector">The vector to add.</param>
    public static void Add(float* rows, nint width, int* index, float* weight, int count, float factor, float* vector)
    {
        if (Vector512.IsHardwareAccelerated && width is > 8 * Lanes and <= 13 * Lanes)
        {
            AddThirteen(rows, width, index, weight, count, factor, vector);
            return;
        }

        for (int k = 0; k < count; k++)
            Add(rows + (index[k] * width), width, factor * weight[k], vector);
    }

    /// <summary><c>row[j] += weight * vector[j]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* row, nint width, float weight, float* vector)
    {
        nint j = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> wide = Vector512.Create(weight);
            for (; j <= width - Vector512<float>.Count; j += Vector512<float>.Count)
                Vector512.FusedMultiplyAdd(wide, Vector512.Load(vector + j), Vector512.Load(row + j)).Store(row + j);
        }

        Vector<float> w = new(weight);
        for (; j <= width - Vector<float>.Count; j += Vector<float>.Count)
            Vector.FusedMultiplyAdd(w, Vector.Load(vector + j), Vector.Load(row + j)).Store(row + j);
        for (; j < width; j++)
            row[j] = MathF.FusedMultiplyAdd(weight, vector[j], row[j]);
    }

    // From 9 to 13 vectors of 512 bits, which stay in registers for all rows. The last are moved back to end with the row, and are read before what they overlap is written.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddThirteen(float* rows, nint width, int* index, float* weight, int count, float factor, float* vector)
    {
        nint last = width - Lanes,
            i8 = Math.Min(8 * Lanes, last),
            i9 = Math.Min(9 * Lanes, last),
            i10 = Math.Min(10 * Lanes, last),
            i11 = Math.Min(11 * Lanes, last),
            i12 = Math.Min(12 * Lanes, last);
        Vector512<float> v0 = Vector512.Load(vector),
            v1 = Vector512.Load(vector + Lanes),
            v2 = Vector512.Load(vector + (2 * Lanes)),
            v3 = Vector512.Load(vector + (3 * Lanes)),
            v4 = Vector512.Load(vector + (4 * Lanes)),
            v5 = Vector512.Load(vector + (5 * Lanes)),
            v6 = Vector512.Load(vector + (6 * Lanes)),
            v7 = Vector512.Load(vector + (7 * Lanes)),
            v8 = Vector512.Load(vector + i8),
            v9 = Vector512.Load(vector + i9),
            v10 = Vector512.Load(vector + i10),
            v11 = Vector512.Load(vector + i11),
            v12 = Vector512.Load(vector + i12);
        for (int k = 0; k < count; k++)
        {
            float* row = rows + (index[k] * width);
            Vector512<float> w = Vector512.Create(factor * weight[k]);
            Vector512.FusedMultiplyAdd(w, v0, Vector512.Load(row)).Store(row);
            Vector512.FusedMultiplyAdd(w, v1, Vector512.Load(row + Lanes)).Store(row + Lanes);
            Vector512.FusedMultiplyAdd(w, v2, Vector512.Load(row + (2 * Lanes))).Store(row + (2 * Lanes));
            Vector512.FusedMultiplyAdd(w, v3, Vector512.Load(row + (3 * Lanes))).Store(row + (3 * Lanes));
            Vector512.FusedMultiplyAdd(w, v4, Vector512.Load(row + (4 * Lanes))).Store(row + (4 * Lanes));
            Vector512.FusedMultiplyAdd(w, v5, Vector512.Load(row + (5 * Lanes))).Store(row + (5 * Lanes));
            Vector512.FusedMultiplyAdd(w, v6, Vector512.Load(row + (6 * Lanes))).Store(row + (6 * Lanes));
            Vector512<float> r7 = Vector512.FusedMultiplyAdd(w, v7, Vector512.Load(row + (7 * Lanes))),
                r8 = Vector512.FusedMultiplyAdd(w, v8, Vector512.Load(row + i8)),
                r9 = Vector512.FusedMultiplyAdd(w, v9, Vector512.Load(row + i9)),
                r10 = Vector512.FusedMultiplyAdd(w, v10, Vector512.Load(row + i10)),
                r11 = Vector512.FusedMultiplyAdd(w, v11, Vector512.Load(row + i11)),
                r12 = Vector512.FusedMultiplyAdd(w, v12, Vector512.Load(row + i12));
            r7.Store(row + (7 * Lanes));
            r8.Store(row + i8);
            r9.Store(row + i9);
            r10.Store(row + i10);
            r11.Store(row + i11);
            r12.Store(row + i12);
        }
    }
}
