using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// Adds weighted rows of a matrix to a vector: <c>sum[j] += Σ_k weight[k] * rows[index[k], j]</c>. This loop is the product of a sparse
/// vector and a matrix, both in the forward pass (rows of weights, one per nonzero pixel) and in the gradient (rows of deltas, one per
/// image in which the pixel is nonzero).
/// </summary>
/// <remarks>
/// Eight rows are added at a time, so that the sum is loaded and stored once per eight multiply-adds. Each element is accumulated in the
/// order of k by fused multiply-adds regardless of grouping and vector width, so results are bit-identical to those of the naive loop.
/// Kernels request full optimization at once: with tiered compilation, a short training would run mostly unoptimized code.
/// </remarks>
internal static unsafe class WeightedRowSum
{
    /// <summary>Adds the rows selected by an index.</summary>
    /// <param name="sum">The vector to add to, <paramref name="width"/> floats.</param>
    /// <param name="width">The number of columns to add.</param>
    /// <param name="rows">The matrix; row r starts at <c>rows + r * stride</c>.</param>
    /// <param name="stride">The distance between rows, in floats.</param>
    /// <param name="index">The row numbers, <paramref name="count"/> of them.</param>
    /// <param name="weight">The factor of each of those rows.</param>
    /// <param name="count">The number of rows to add.</param>
    public static void Add(float* sum, int width, float* rows, nint stride, int* index, float* weight, int count)
    {
        if (Vector512.IsHardwareAccelerated && width is >= WeightedRowSum512.MinimumWidth and <= WeightedRowSum512.MaximumWidth)
        {
            WeightedRowSum512.Add(sum, width, rows, stride, index, weight, count);
            return;
        }

        int k = 0;
        for (; k <= count - 8; k += 8)
        {
            Add8(
                sum,
                width,
                rows + (index[k] * stride),
                rows + (index[k + 1] * stride),
                rows + (index[k + 2] * stride),
                rows + (index[k + 3] * stride),
                rows + (index[k + 4] * stride),
                rows + (index[k + 5] * stride),
                rows + (index[k + 6] * stride),
                rows + (index[k + 7] * stride),
                weight + k
            );
        }

        for (; k < count; k++)
            RankOneUpdate.Add(sum, width, weight[k], rows + (index[k] * stride));
    }

    /// <summary>
    /// Adds consecutive rows, 0 to <paramref name="count"/> - 1, with weights at intervals of <paramref name="weightStride"/>.
    /// </summary>
    public static void AddConsecutive(float* sum, int width, float* rows, nint stride, float* weight, nint weightStride, int count)
    {
        float* gathered = stackalloc float[8];
        int k = 0;
        for (; k <= count - 8; k += 8)
        {
            for (int i = 0; i < 8; i++)
                gathered[i] = weight[(k + i) * weightStride];
            float* row = rows + (k * stride);
            Add8(
                sum,
                width,
                row,
                row + stride,
                row + (2 * stride),
                row + (3 * stride),
                row + (4 * stride),
                row + (5 * stride),
                row + (6 * stride),
                row + (7 * stride),
                gathered
            );
        }

        for (; k < count; k++)
            RankOneUpdate.Add(sum, width, weight[k * weightStride], rows + (k * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add8(
        float* sum,
        int width,
        float* r0,
        float* r1,
        float* r2,
        float* r3,
        float* r4,
        float* r5,
        float* r6,
        float* r7,
        float* weight
    )
    {
        Vector<float> w0 = new(weight[0]),
            w1 = new(weight[1]),
            w2 = new(weight[2]),
            w3 = new(weight[3]);
        Vector<float> w4 = new(weight[4]),
            w5 = new(weight[5]),
            w6 = new(weight[6]),
            w7 = new(weight[7]);
        int j = 0;
        for (; j <= width - Vector<float>.Count; j += Vector<float>.Count)
        {
            Vector<float> s = Vector.Load(sum + j);
            s = Vector.FusedMultiplyAdd(w0, Vector.Load(r0 + j), s);
            s = Vector.FusedMultiplyAdd(w1, Vector.Load(r1 + j), s);
            s = Vector.FusedMultiplyAdd(w2, Vector.Load(r2 + j), s);
            s = Vector.FusedMultiplyAdd(w3, Vector.Load(r3 + j), s);
            s = Vector.FusedMultiplyAdd(w4, Vector.Load(r4 + j), s);
            s = Vector.FusedMultiplyAdd(w5, Vector.Load(r5 + j), s);
            s = Vector.FusedMultiplyAdd(w6, Vector.Load(r6 + j), s);
            s = Vector.FusedMultiplyAdd(w7, Vector.Load(r7 + j), s);
            s.Store(sum + j);
        }

        for (; j < width; j++)
        {
            float s = sum[j];
            s = MathF.FusedMultiplyAdd(weight[0], r0[j], s);
            s = MathF.FusedMultiplyAdd(weight[1], r1[j], s);
            s = MathF.FusedMultiplyAdd(weight[2], r2[j], s);
            s = MathF.FusedMultiplyAdd(weight[3], r3[j], s);
            s = MathF.FusedMultiplyAdd(weight[4], r4[j], s);
            s = MathF.FusedMultiplyAdd(weight[5], r5[j], s);
            s = MathF.FusedMultiplyAdd(weight[6], r6[j], s);
            sum[j] = MathF.FusedMultiplyAdd(weight[7], r7[j], s);
        }
    }
}
