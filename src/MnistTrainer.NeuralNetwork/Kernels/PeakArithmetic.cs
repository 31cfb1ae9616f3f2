using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// Fused multiply-adds on registers only, in twelve independent chains to hide latency: the peak arithmetic throughput of a core, against
/// which kernels are measured.
/// </summary>
internal static class PeakArithmetic
{
    private const int Chains = 12;

    /// <summary>Runs <paramref name="rounds"/> rounds.</summary>
    /// <param name="rounds">The number of rounds of <see cref="OperationsPerRound"/> operations each.</param>
    /// <returns>A number that depends on every operation, so that none can be optimized away.</returns>
    public static float Run(int rounds) => Vector512.IsHardwareAccelerated ? Run512(rounds) : Run256(rounds);

    /// <summary>Floating-point operations per round; a multiply-add counts as two.</summary>
    public static double OperationsPerRound =>
        2.0 * Chains * (Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256<float>.Count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run512(int rounds)
    {
        Vector512<float> x = Vector512.Create(0.999f),
            y = Vector512.Create(0.001f);
        Vector512<float> a = x,
            b = y,
            c = x,
            d = y,
            e = x,
            f = y,
            g = x,
            h = y,
            i = x,
            j = y,
            k = x,
            l = y;
        for (int round = 0; round < rounds; round++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run256(int rounds)
    {
        Vector256<float> x = Vector256.Create(0.999f),
            y = Vector256.Create(0.001f);
        Vector256<float> a = x,
            b = y,
            c = x,
            d = y,
            e = x,
            f = y,
            g = x,
            h = y,
            i = x,
            j = y,
            k = x,
            l = y;
        for (int round = 0; round < rounds; round++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
            k = Vector256.FusedMultiplyAdd(k, x, y);
            l = Vector256.FusedMultiplyAdd(l, x, y);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
