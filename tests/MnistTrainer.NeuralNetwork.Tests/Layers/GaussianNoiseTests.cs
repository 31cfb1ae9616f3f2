namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class GaussianNoiseTests
{
    [Theory]
    [InlineData(0.1f)]
    [InlineData(2f)]
    public void Adds_noise_of_its_deviation_in_training_only(float deviation)
    {
        Samples<float> samples = Ones(400);
        Network network = Create([new GaussianNoise(deviation), new Dense(1, Activation.Identity)], InputScaling.None);
        float[] noise = [.. LayerProblems.Forward(network, samples, layer: 0, isTraining: true).Select(value => value - 1)];

        // Five standard deviations of the mean of 20,000 values, and of their deviation.
        double tolerance = 5 * deviation / Math.Sqrt(noise.Length);
        Assert.Equal(0, noise.Average(), tolerance);
        Assert.Equal(deviation, Math.Sqrt(noise.Average(value => value * (double)value)), tolerance);
        Assert.InRange(noise.Count(value => Math.Abs(value) > 2 * deviation) / (double)noise.Length, 0.035, 0.056);
        Assert.All(LayerProblems.Forward(network, samples, layer: 0, isTraining: false), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Every_row_step_layer_and_seed_gets_other_noise()
    {
        Samples<float> samples = Ones(2);
        Network network = Create([new GaussianNoise(), new GaussianNoise(), new Dense(1, Activation.Identity)], InputScaling.None);
        float[] first = LayerProblems.Forward(network, samples, 0, isTraining: true);
        Assert.Equal(first, LayerProblems.Forward(network, samples, 0, isTraining: true));
        Assert.NotEqual(first[..50], first[50..]);
        Assert.NotEqual(first, LayerProblems.Forward(network, samples, 0, isTraining: true, step: 2));
        Assert.NotEqual(first, LayerProblems.Forward(network, samples, 0, isTraining: true, seed: 2));
        float[] second = LayerProblems.Forward(network, samples, 1, isTraining: true);
        Assert.True(Math.Abs(first[0] - 1 - (second[0] - first[0])) > 1e-4);
    }

    [Fact]
    public void Adds_the_background_of_inputs()
    {
        Samples<byte> samples = new(Shape.Vector(50), new byte[50], null, []);
        Network network = Create([new GaussianNoise(0f), new Dense(1, Activation.Identity)], InputScaling.Book);
        Assert.All(LayerProblems.Forward(network, samples, 0, isTraining: true), value => Assert.Equal(0.01f, value));
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Rejects_a_deviation_out_of_range(float deviation) =>
        Assert.Contains(
            "deviation must be at least 0",
            Assert.Throws<InvalidInputException>(() => new GaussianNoise(deviation).OutputShape(Shape.Vector(2))).Message,
            StringComparison.Ordinal
        );

    private static Network Create(Layer[] layers, InputScaling scaling) =>
        Network.Create(
            new NetworkDefinition
            {
                InputShape = Shape.Vector(50),
                Layers = [.. layers],
                ClassNames = ["a"],
                Scaling = scaling,
            }
        );

    private static Samples<float> Ones(int rows) => new(Shape.Vector(50), [.. Enumerable.Repeat(1f, rows * 50)], null, []);
}
