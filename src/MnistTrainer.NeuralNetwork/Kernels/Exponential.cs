using System.Numerics;
using System.Runtime.CompilerServices;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// e^x and ln x of vectors, with the same bits on every processor. <c>Vector.Exp</c> and <c>Vector.Log</c> choose their arithmetic by what the
/// processor has: with fused multiply-adds, without, or the C library's functions. Here every operation and its order is fixed, and fused
/// multiply-adds are computed in software where there are none. Polynomials and coefficients are those of AMD's AOCL-LibM
/// (<c>vrs4_expf</c>, <c>vrs4_logf</c>), which .NET uses as well: where the processor has fused multiply-adds, both give the same bits.
/// </summary>
internal static class Exponential
{
    /// <summary>e^x, with an error below 2 units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp(Vector<float> x)
    {
        // Beyond these limits the result is infinity or rounds to 0; within them the exponent fits.
        Vector<float> high = new(88.72284f),
            low = new(-103.97208f);
        Vector.Widen(x, out Vector<double> lower, out Vector<double> upper);
        Vector<float> result = Vector.Narrow(Exp(lower), Exp(upper));
        result = Vector.ConditionalSelect(Vector.GreaterThan(x, high), new Vector<float>(float.PositiveInfinity), result);
        return Vector.ConditionalSelect(Vector.LessThan(x, low), Vector<float>.Zero, result);
    }

    /// <summary>ln x for x from 1 to 2, with an absolute error below 1.2e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> LogFromOneToTwo(Vector<float> x)
    {
        // ln x = n ln 2 + ln(1 + r) with r from -1/3 to 1/3: x is halved from 4/3 on.
        Vector<float> one = Vector<float>.One;
        Vector<int> isHalved = Vector.GreaterThanOrEqual(x, new Vector<float>(4f / 3));
        Vector<float> n = Vector.ConditionalSelect(isHalved, one, Vector<float>.Zero),
            r = Vector.ConditionalSelect(isHalved, x * 0.5f, x) - one,
            r2 = r * r,
            r4 = r2 * r2;
        Vector<float> high = Fused(r2, new(-0.13657966f), Line(r, 0.14401625f, -0.1197452f)),
            middle = Fused(Line(r, 0.13902695f, -0.16700386f), r2, Line(r, 0.20018855f, -0.24999046f)),
            low = Fused(Line(r, 0.33332965f, -0.5000001f), r2, r);
        return Fused(n, new(0.6931472f), Fused(high, r4 * r4, Fused(middle, r4, low)));
    }

    /// <summary>e^x = 2^n 2^r with n the integer next to x / ln 2: 2^r by a polynomial, 2^n by adding n to the exponent's bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Exp(Vector<double> x)
    {
        // Adding 1.5 * 2^52 rounds to an integer, which is then in the lowest bits.
        Vector<double> rounding = new(6755399441055744),
            z = x * 1.4426950408889634,
            integer = z + rounding,
            r = z - (integer - rounding),
            r2 = r * r;
        Vector<double> power = Fused(
            r2 * r2,
            Line(r, 0.001341000536524434, 0.009676036358193323),
            Fused(r2, Line(r, 0.05550297297702539, 0.2402210737432219), Line(r, 0.6931472254087585, 1.0000000754895704))
        );
        return Vector.AsVectorDouble(Vector.AsVectorInt64(power) + (Vector.AsVectorInt64(integer) << 52));
    }

    /// <summary>slope * r + start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Line(Vector<double> r, double slope, double start) =>
        Vector.FusedMultiplyAdd(new Vector<double>(slope), r, new Vector<double>(start));

    /// <summary>slope * r + start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Line(Vector<float> r, float slope, float start) =>
        Vector.FusedMultiplyAdd(new Vector<float>(slope), r, new Vector<float>(start));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Fused(Vector<double> a, Vector<double> b, Vector<double> c) => Vector.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Fused(Vector<float> a, Vector<float> b, Vector<float> c) => Vector.FusedMultiplyAdd(a, b, c);
}
