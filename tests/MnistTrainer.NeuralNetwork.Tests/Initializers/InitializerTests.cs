namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class InitializerTests
{
    [Theory]
    [InlineData("book", 0.05, 0.2)]
    [InlineData("he", 0.0707106781, 0.28)]
    [InlineData("glorot", 0.0577350269, 0.1)]
    [InlineData("lecun", 0.05, 0.0866025404)]
    public void Has_the_published_spread(string name, double deviation, double atMost)
    {
        // 400 inputs, 200 outputs: 400^-1/2 = 0.05; √(2/400); √(6/600) = 0.1, which is uniform, so a deviation of 0.1/√3; √(3/400).
        float[] weights = new float[80_000];
        Initializer.Parse(name).Fill(weights, 400, 200, new RandomSource(1));
        double mean = weights.Average(w => (double)w),
            variance = weights.Average(w => (double)w * w);
        Assert.Equal(0, mean, 5 * deviation / Math.Sqrt(weights.Length));
        Assert.Equal(1, Math.Sqrt(variance) / deviation, 0.015);
        Assert.InRange(weights.Max(Math.Abs), atMost * 0.7, atMost * (name is "glorot" or "lecun" ? 1.000001 : 1.2));
    }

    [Fact]
    public void Initializes_biases_to_zero_and_weights_at_random()
    {
        Network network = Network.Create(NetworkDefinition.Dense(Shape.Vector(4), [3], ["a", "b"], Activation.ReLU, Activation.Softmax));
        Assert.Equal(23, network.ParameterCount);
        Assert.Equal([0, 0, 0], network.Parameters[12..15].ToArray());
        Assert.Equal([0, 0], network.Parameters[21..].ToArray());
        Assert.DoesNotContain(0, network.Parameters[..12].ToArray());
    }
}
