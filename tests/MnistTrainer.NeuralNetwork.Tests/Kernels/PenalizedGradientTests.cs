using System.Runtime.Intrinsics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed unsafe class PenalizedGradientTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(31)]
    [InlineData(77)]
    public void Adds_multiples_of_the_weights_and_measures_the_result(int length)
    {
        Random random = new(length);
        FloatBuffer gradient = new(length),
            weights = new(length);
        double square = 0;
        float[] expected = new float[length];
        for (int i = 0; i < length; i++)
        {
            (gradient.Span[i], weights.Span[i]) = (random.Next(-9, 10), random.Next(-9, 10));
            expected[i] = gradient.Span[i] + (0.5f * weights.Span[i]);
            square += (double)expected[i] * expected[i];
        }

        Assert.Equal(square, PenalizedGradient.Add(gradient.Pointer, weights.Pointer, 0.5f, length));
        Assert.Equal(expected, gradient.Span.ToArray());
        GC.KeepAlive(weights);
    }

    /// <summary>Four vectors of eight sums, whatever vectors the machine has.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(125)]
    public void Sums_in_the_same_order_on_every_machine(int length)
    {
        RandomSource random = new(2);
        FloatBuffer gradient = new(length),
            weights = new(length);
        float[] sums = new float[32];
        for (int i = 0; i < length; i++)
            (gradient.Span[i], weights.Span[i]) = ((float)random.NextGaussian(), (float)random.NextGaussian());
        float[] expected = [.. Enumerable.Range(0, length).Select(i => gradient.Span[i] + (0.3f * weights.Span[i]))];
        int inVectors = length / 8 * 8,
            inFour = length / 32 * 32;
        for (int i = 0; i < inVectors; i++)
        {
            int lane = i < inFour ? i % 32 : i % 8;
            sums[lane] = MathF.FusedMultiplyAdd(expected[i], expected[i], sums[lane]);
        }

        float[] lanes = [.. Enumerable.Range(0, 8).Select(i => sums[i] + sums[8 + i] + (sums[16 + i] + sums[24 + i]))];
        float rest = Vector256.Sum(Vector256.Create(lanes));
        for (int i = inVectors; i < length; i++)
            rest = MathF.FusedMultiplyAdd(expected[i], expected[i], rest);
        Assert.Equal(rest, PenalizedGradient.Add(gradient.Pointer, weights.Pointer, 0.3f, length));
        Assert.Equal(expected, gradient.Span.ToArray());
        GC.KeepAlive(weights);
    }
}
