using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class ExponentialTests
{
    /// <summary>Every 1009th float below 128 of either sign: all exponents that matter, and a million mantissas.</summary>
    [Fact]
    public void Exp_is_accurate_to_two_units_in_the_last_place()
    {
        double largest = 0;
        for (uint bits = 0; bits < 0x43000000; bits += 1009)
        {
            foreach (float x in new[] { BitConverter.UInt32BitsToSingle(bits), -BitConverter.UInt32BitsToSingle(bits) })
            {
                double exact = Math.Exp(x);
                if (exact is < float.MaxValue and > 1.2e-38)
                    largest = Math.Max(largest, Math.Abs(Exp(x) - exact) / (MathF.BitIncrement((float)exact) - (float)exact));
            }
        }

        Assert.InRange(largest, 0.5, 2);
    }

    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(1f, MathF.E)]
    [InlineData(88.72283f, 3.4027985e38f)]
    [InlineData(88.73f, float.PositiveInfinity)]
    [InlineData(1000f, float.PositiveInfinity)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(-100f, 3.783506e-44f)]
    [InlineData(-104f, 0f)]
    [InlineData(float.MinValue, 0f)]
    [InlineData(float.NegativeInfinity, 0f)]
    [InlineData(float.NaN, float.NaN)]
    public void Exp_of_special_values_is_that_of_mathematics(float x, float expected) =>
        Assert.Equal(expected, Exp(x), float.IsFinite(expected) ? expected * 2e-7f : 0);

    [Fact]
    public void Log_is_accurate_from_one_to_two()
    {
        double largest = 0;
        for (float x = 1; x <= 2; x += 1.1920929e-7f * 97)
            largest = Math.Max(largest, Math.Abs(Exponential.LogFromOneToTwo(new Vector<float>(x))[0] - Math.Log(x)));
        Assert.Equal(0, Exponential.LogFromOneToTwo(Vector<float>.One)[0]);
        Assert.InRange(largest, 0, 1.2e-7);
    }

    /// <summary>
    /// .NET uses the same polynomials, so networks trained before keep their bits; only without fused multiply-adds .NET computes something else.
    /// </summary>
    [Fact]
    public void Bits_are_those_of_dotnet_where_the_processor_has_fused_multiply_adds()
    {
        Assert.SkipUnless(System.Runtime.Intrinsics.X86.Fma.IsSupported, "This processor has no fused multiply-adds of x86.");
        List<float> different = [];
        for (uint bits = 0; bits < 0xff800000; bits += 2003)
        {
            Vector<float> x = new(BitConverter.UInt32BitsToSingle(bits));
            if (!float.IsNaN(x[0]) && Vector.Exp(x) != Exponential.Exp(x))
                different.Add(x[0]);
        }

        for (uint bits = 0x3f800000; bits <= 0x40000000; bits += 101)
        {
            Vector<float> x = new(BitConverter.UInt32BitsToSingle(bits));
            if (Vector.Log(x) != Exponential.LogFromOneToTwo(x))
                different.Add(x[0]);
        }

        Assert.Empty(different);
    }

    private static float Exp(float x) => Exponential.Exp(new Vector<float>(x))[0];
}
