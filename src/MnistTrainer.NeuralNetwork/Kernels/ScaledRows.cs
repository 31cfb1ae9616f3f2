using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>A matrix W whose rows have a scale each: r s W.</summary>
/// <remarks>Sums over columns are those of two vectors of 256 bits on every machine, as in <see cref="DotProduct"/>, so that bits do not depend on it.</remarks>
internal static unsafe class ScaledRows
{
    private const int Lanes = 8;
    private const int Wide = 2 * Lanes;

    /// <summary>Computes r s W, and of each row the sum of it and all rows before.</summary>
    /// <param name="weights">W, rows x columns.</param>
    /// <param name="scales">s, one for each row.</param>
    /// <param name="rate">r.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="scaled">Receives r s W.</param>
    /// <param name="sums">Receives the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prepare(float* weights, float* scales, float rate, int rows, int columns, float* scaled, float* sums)
    {
        for (int i = 0; i < rows; i++, weights += columns, scaled += columns, sums += columns)
        {
            float scale = rate * scales[i];
            float* before = i == 0 ? null : sums - columns;
            Vector256<float> factor = Vector256.Create(scale);
            int j = 0;
            for (; Vector512.IsHardwareAccelerated && j <= columns - Wide; j += Wide)
            {
                Vector512<float> row = scale * Vector512.Load(weights + j);
                row.Store(scaled + j);
                (before == null ? row : row + Vector512.Load(before + j)).Store(sums + j);
            }

            for (; j <= columns - Lanes; j += Lanes)
            {
                Vector256<float> row = factor * Vector256.Load(weights + j);
                row.Store(scaled + j);
                (before == null ? row : row + Vector256.Load(before + j)).Store(sums + j);
            }

            for (; j < columns; j++)
            {
                scaled[j] = scale * weights[j];
                sums[j] = before == null ? scaled[j] : scaled[j] + before[j];
            }
        }
    }

    /// <summary>From the gradient for r s W, those for s and for W.</summary>
    /// <param name="gradient">The gradient for r s W; replaced by that for W.</param>
    /// <param name="weights">W, rows x columns.</param>
    /// <param name="scales">s, one for each row.</param>
    /// <param name="rate">r.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="scaleGradient">Receives the gradient for s.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Split(float* gradient, float* weights, float* scales, float rate, int rows, int columns, float* scaleGradient)
    {
        for (int i = 0; i < rows; i++)
        {
            float* g = gradient + ((nint)i * columns),
                w = weights + ((nint)i * columns);
            float scale = rate * scales[i];
            Vector256<float> factor = Vector256.Create(scale),
                s0 = default,
                s1 = default;
            int j = 0;
            if (Vector512.IsHardwareAccelerated)
            {
                Vector512<float> sums = default;
                for (; j <= columns - Wide; j += Wide)
                {
                    Vector512<float> row = Vector512.Load(g + j);
                    sums = Vector512.FusedMultiplyAdd(row, Vector512.Load(w + j), sums);
                    (row * scale).Store(g + j);
                }

                (s0, s1) = (sums.GetLower(), sums.GetUpper());
            }

            for (; j <= columns - Wide; j += Wide)
            {
                Vector256<float> g0 = Vector256.Load(g + j),
                    g1 = Vector256.Load(g + j + Lanes);
                s0 = Vector256.FusedMultiplyAdd(g0, Vector256.Load(w + j), s0);
                s1 = Vector256.FusedMultiplyAdd(g1, Vector256.Load(w + j + Lanes), s1);
                (g0 * factor).Store(g + j);
                (g1 * factor).Store(g + j + Lanes);
            }

            float sum = Vector256.Sum(s0 + s1);
            for (; j < columns; j++)
            {
                sum = MathF.FusedMultiplyAdd(g[j], w[j], sum);
                g[j] *= scale;
            }

            scaleGradient[i] = rate * sum;
        }
    }

    /// <summary>Adds to each row of a matrix all rows of another from this one on, while there is something among them.</summary>
    /// <param name="rows">The matrix to add to, rows x columns.</param>
    /// <param name="others">The matrix whose rows are summed, from the last to the first; replaced by the sums.</param>
    /// <param name="counts">What each row of the other stands for; where they sum up to 0, the rows sum up to 0 exactly, whatever rounding leaves of them.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSums(float* rows, float* others, float* counts, int count, int columns)
    {
        float open = 0;
        for (int i = count - 1; i >= 0; i--)
        {
            bool continues = open != 0;
            open += counts[i];
            float* row = rows + ((nint)i * columns),
                sum = others + ((nint)i * columns),
                before = sum + columns;
            if (open == 0)
                continue;
            int j = 0;
            for (; Vector512.IsHardwareAccelerated && j <= columns - Wide; j += Wide)
            {
                Vector512<float> all = continues ? Vector512.Load(sum + j) + Vector512.Load(before + j) : Vector512.Load(sum + j);
                all.Store(sum + j);
                (Vector512.Load(row + j) + all).Store(row + j);
            }

            for (; j <= columns - Lanes; j += Lanes)
            {
                Vector256<float> all = continues ? Vector256.Load(sum + j) + Vector256.Load(before + j) : Vector256.Load(sum + j);
                all.Store(sum + j);
                (Vector256.Load(row + j) + all).Store(row + j);
            }

            for (; j < columns; j++)
            {
                sum[j] += continues ? before[j] : 0;
                row[j] += sum[j];
            }
        }
    }
}
