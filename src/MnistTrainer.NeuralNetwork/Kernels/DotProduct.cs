using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// Σ_j a[j] * b[j], with four accumulators of 256-bit vectors on every machine: a reduction depends on how elements are distributed over
/// lanes, so with another vector width its bits would depend on the processor.
/// </summary>
internal static unsafe class DotProduct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Of(float* a, float* b, int length)
    {
        const int lanes = 8;
        Vector256<float> s0 = default,
            s1 = default,
            s2 = default,
            s3 = default;
        int j = 0;
        for (; j <= length - (4 * lanes); j += 4 * lanes)
        {
            s0 = Vector256.FusedMultiplyAdd(Vector256.Load(a + j), Vector256.Load(b + j), s0);
            s1 = Vector256.FusedMultiplyAdd(Vector256.Load(a + j + lanes), Vector256.Load(b + j + lanes), s1);
            s2 = Vector256.FusedMultiplyAdd(Vector256.Load(a + j + (2 * lanes)), Vector256.Load(b + j + (2 * lanes)), s2);
            s3 = Vector256.FusedMultiplyAdd(Vector256.Load(a + j + (3 * lanes)), Vector256.Load(b + j + (3 * lanes)), s3);
        }

        for (; j <= length - lanes; j += lanes)
            s0 = Vector256.FusedMultiplyAdd(Vector256.Load(a + j), Vector256.Load(b + j), s0);
        float sum = Vector256.Sum((s0 + s1) + (s2 + s3));
        for (; j < length; j++)
            sum = MathF.FusedMultiplyAdd(a[j], b[j], sum);
        return sum;
    }
}
