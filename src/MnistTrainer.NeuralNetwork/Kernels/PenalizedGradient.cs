using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>Adds the gradient of an L2 penalty and measures the sum, in one pass: <c>g[j] += factor * w[j]</c>, and Σ_j g[j]².</summary>
/// <remarks>The order of the sum is that of <see cref="DotProduct"/>, the same on every machine.</remarks>
internal static unsafe class PenalizedGradient
{
    /// <summary>Adds and measures.</summary>
    /// <returns>The square of the L2 norm of the result.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Add(float* g, float* w, float factor, int length)
    {
        const int lanes = 8;
        Vector256<float> factors = Vector256.Create(factor),
            s0 = default,
            s1 = default,
            s2 = default,
            s3 = default;
        int j = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            // Each is two of the sums below, side by side.
            Vector512<float> s01 = default,
                s23 = default,
                wide = Vector512.Create(factor);
            for (; j <= length - (4 * lanes); j += 4 * lanes)
            {
                Vector512<float> g01 = Vector512.Load(g + j) + (wide * Vector512.Load(w + j)),
                    g23 = Vector512.Load(g + j + (2 * lanes)) + (wide * Vector512.Load(w + j + (2 * lanes)));
                g01.Store(g + j);
                g23.Store(g + j + (2 * lanes));
                s01 = Vector512.FusedMultiplyAdd(g01, g01, s01);
                s23 = Vector512.FusedMultiplyAdd(g23, g23, s23);
            }

            (s0, s1, s2, s3) = (s01.GetLower(), s01.GetUpper(), s23.GetLower(), s23.GetUpper());
        }

        for (; j <= length - (4 * lanes); j += 4 * lanes)
        {
            Vector256<float> g0 = Vector256.Load(g + j) + (factors * Vector256.Load(w + j)),
                g1 = Vector256.Load(g + j + lanes) + (factors * Vector256.Load(w + j + lanes)),
                g2 = Vector256.Load(g + j + (2 * lanes)) + (factors * Vector256.Load(w + j + (2 * lanes))),
                g3 = Vector256.Load(g + j + (3 * lanes)) + (factors * Vector256.Load(w + j + (3 * lanes)));
            g0.Store(g + j);
            g1.Store(g + j + lanes);
            g2.Store(g + j + (2 * lanes));
            g3.Store(g + j + (3 * lanes));
            s0 = Vector256.FusedMultiplyAdd(g0, g0, s0);
            s1 = Vector256.FusedMultiplyAdd(g1, g1, s1);
            s2 = Vector256.FusedMultiplyAdd(g2, g2, s2);
            s3 = Vector256.FusedMultiplyAdd(g3, g3, s3);
        }

        for (; j <= length - lanes; j += lanes)
        {
            Vector256<float> g0 = Vector256.Load(g + j) + (factors * Vector256.Load(w + j));
            g0.Store(g + j);
            s0 = Vector256.FusedMultiplyAdd(g0, g0, s0);
        }

        float sum = Vector256.Sum((s0 + s1) + (s2 + s3));
        for (; j < length; j++)
        {
            g[j] += factor * w[j];
            sum = MathF.FusedMultiplyAdd(g[j], g[j], sum);
        }

        return sum;
    }
}
