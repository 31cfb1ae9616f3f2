using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// Adds the product of one row and a matrix to another row, where rows are only scored: <c>sum[j] += Σ_k row[k] matrix[k, j]</c>. Zeros of the row are left out: behind
/// a ReLU, half of it may be zero. Sums are those of <see cref="MatrixProduct"/>, to the bit, unless the matrix has values that are not finite.
/// </summary>
internal static unsafe class RowProduct
{
    /// <summary>The floats a call needs as scratch: values that are not zero, and where they are.</summary>
    public const int ScratchLength = 2 * Block;

    /// <summary>Sums of narrower matrices are computed as if they had as many columns.</summary>
    private const int NarrowColumns = 16;

    private const int Block = 256;

    /// <param name="row">The row.</param>
    /// <param name="length">Its length, and the rows of the matrix.</param>
    /// <param name="matrix">The matrix, row by row, in a <see cref="FloatBuffer"/>: vectors may be read beyond its end.</param>
    /// <param name="width">The columns of the matrix.</param>
    /// <param name="sum">What the product is added to.</param>
    /// <param name="scratch">Room for <see cref="ScratchLength"/> floats, which no other thread uses.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* row, int length, float* matrix, int width, float* sum, float* scratch)
    {
        float* weights = scratch;
        int* index = (int*)(scratch + Block);
        for (int first = 0; first < length; first += Block)
        {
            int end = Math.Min(first + Block, length),
                count = 0;
            for (int k = first; k < end; k++)
            {
                index[count] = k;
                weights[count] = row[k];
                count += (BitConverter.SingleToUInt32Bits(row[k]) << 1) != 0 ? 1 : 0;
            }

            if (width < NarrowColumns)
                AddNarrow(sum, width, matrix, index, weights, count);
            else
                WeightedRowSum.Add(sum, width, matrix, width, index, weights, count);
        }
    }

    // The sums stay in registers. Lanes beyond the columns read what follows, and are dropped.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddNarrow(float* sum, int width, float* matrix, int* index, float* weights, int count)
    {
        float* sums = stackalloc float[NarrowColumns];
        for (int j = 0; j < width; j++)
            sums[j] = sum[j];
        Vector128<float> s0 = Vector128.Load(sums),
            s1 = Vector128.Load(sums + 4),
            s2 = Vector128.Load(sums + 8),
            s3 = Vector128.Load(sums + 12);
        for (int k = 0; k < count; k++)
        {
            float* values = matrix + ((nint)index[k] * width);
            Vector128<float> w = Vector128.Create(weights[k]);
            s0 = Vector128.FusedMultiplyAdd(w, Vector128.Load(values), s0);
            s1 = Vector128.FusedMultiplyAdd(w, Vector128.Load(values + 4), s1);
            s2 = Vector128.FusedMultiplyAdd(w, Vector128.Load(values + 8), s2);
            s3 = Vector128.FusedMultiplyAdd(w, Vector128.Load(values + 12), s3);
        }

        s0.Store(sums);
        s1.Store(sums + 4);
        s2.Store(sums + 8);
        s3.Store(sums + 12);
        for (int j = 0; j < width; j++)
            sum[j] = sums[j];
    }
}
