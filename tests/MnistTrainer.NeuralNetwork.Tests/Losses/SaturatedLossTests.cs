namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>The loss of an output that is certain and wrong is large and finite: that of the smallest probability a float can express.</summary>
public sealed class SaturatedLossTests
{
    // -ln 2^-149, the smallest positive float, and -ln 2^-24, the distance of 1 to the float below it, as 1 - y can be no smaller.
    private const double Impossible = 103.2789295,
        Certain = 16.6355323;

    [Theory]
    [InlineData(0f, Impossible)]
    [InlineData(1e-20f, 46.0517019)]
    [InlineData(1f, 0)]
    public void Of_softmax(float truth, double expected) =>
        Assert.Equal(expected, Loss.SoftmaxCrossEntropy.Value([truth, 1 - truth], [1, 0]), 1e-6);

    [Theory]
    [InlineData(0f, 1f, Impossible)]
    [InlineData(1f, 0f, Certain)]
    [InlineData(1f, 1f, 0)]
    [InlineData(0f, 0f, 0)]
    [InlineData(0.25f, 1f, 1.3862944)]
    public void Of_a_sigmoid(float output, float target, double expected) =>
        Assert.Equal(expected, Loss.SigmoidCrossEntropy.Value([output], [target]), 1e-6);

    /// <summary>The gradient of a wrong answer does not vanish where its output saturates.</summary>
    [Fact]
    public void The_gradient_stays()
    {
        float[] error = new float[2];
        Loss.SoftmaxCrossEntropy.Gradient([0, 1], [1, 0], error);
        Assert.Equal([-1, 1], error);
        Loss.SigmoidCrossEntropy.Gradient([0, 1], [1, 0], error);
        Assert.Equal([-1, 1], error);
    }

    /// <summary>An output that is not a number must reach whatever monitors for a divergence.</summary>
    [Fact]
    public void Not_a_number_stays_one()
    {
        foreach (Loss loss in Loss.All)
        {
            float[] error = new float[2];
            loss.Gradient([float.NaN, 0.5f], [1, 0], error);
            Assert.True(float.IsNaN(error[0]), loss.Name);
        }
    }
}
