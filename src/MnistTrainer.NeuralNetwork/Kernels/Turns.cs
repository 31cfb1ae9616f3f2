using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// The cosine and the sine of angles in turns, cos 2πt and sin 2πt, with the same bits on every processor. What is more than a turn is taken off exactly before
/// anything is multiplied by π.
/// </summary>
internal static class Turns
{
    /// <summary>Both, with an absolute error below 1e-6 more than that of t itself. Not a number where t is not finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Cosine, Vector256<float> Sine) Of(Vector256<float> t)
    {
        // Half of the angle, a, is at most a quarter of a turn on either side of 0, where few terms of the Taylor series suffice:
        // cos 2a = 1 - 2 (sin a)², sin 2a = 2 sin a cos a.
        Vector256<float> r = t - Vector256.Floor(t + Vector256.Create(0.5f)),
            q = r * r;
        Vector256<float> sine = Vector256.Create(4.6630281e-4f);
        sine = Fused(sine, q, -7.3704309e-3f);
        sine = Fused(sine, q, 8.2145887e-2f);
        sine = Fused(sine, q, -0.59926453f);
        sine = Fused(sine, q, 2.5501640f);
        sine = Fused(sine, q, -5.1677128f);
        sine = Fused(sine, q, MathF.PI) * r;
        Vector256<float> cosine = Vector256.Create(1.9295743e-3f);
        cosine = Fused(cosine, q, -2.5806891e-2f);
        cosine = Fused(cosine, q, 0.23533063f);
        cosine = Fused(cosine, q, -1.3352628f);
        cosine = Fused(cosine, q, 4.0587121f);
        cosine = Fused(cosine, q, -4.9348022f);
        cosine = Fused(cosine, q, 1);
        Vector256<float> twice = sine + sine;
        return (Vector256.FusedMultiplyAdd(-twice, sine, Vector256<float>.One), twice * cosine);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Fused(Vector256<float> sum, Vector256<float> q, float next) =>
        Vector256.FusedMultiplyAdd(sum, q, Vector256.Create(next));
}
