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
}
