using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>Adds multiples of one vector to rows of a matrix: <c>rows[index[k], j] += factor * weight[k] * vector[j]</c>.</summary>
internal static unsafe class RankOneUpdate
{
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
}
