namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class DropoutTests
{
    [Theory]
    [InlineData(0.5f)]
    [InlineData(0.2f)]
    [InlineData(0.9f)]
    public void Drops_its_share_and_scales_the_rest_to_keep_the_mean(float rate)
    {
        const int rows = 400;
        Samples<float> samples = Ones(rows);
        Network network = Network.Create(
            new NetworkDefinition
            {
                InputShape = samples.Shape,
                Layers = [new Dropout(rate), new Dense(1, Activation.Identity)],
                ClassNames = ["a"],
                Scaling = InputScaling.None,
            }
        );
        float[] dropped = LayerProblems.Forward(network, samples, layer: 0, isTraining: true);
        Assert.All(dropped, value => Assert.True(value == 0 || Math.Abs(value - (1 / (1 - rate))) < 1e-5));

        // Five standard deviations of a binomial share.
        double tolerance = 5 * Math.Sqrt(rate * (1 - rate) / dropped.Length);
        Assert.Equal(rate, dropped.Count(value => value == 0) / (double)dropped.Length, tolerance);
        Assert.Equal(1, dropped.Average(), tolerance / (1 - rate));
        Assert.All(LayerProblems.Forward(network, samples, layer: 0, isTraining: false), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Every_row_step_layer_and_seed_drops_others()
    {
        Samples<float> samples = Ones(2);
        Network network = Network.Create(
            new NetworkDefinition
            {
                InputShape = samples.Shape,
                Layers = [new Dropout(0.5f), new Dropout(0.5f), new Dense(1, Activation.Identity)],
                ClassNames = ["a"],
                Scaling = InputScaling.None,
            }
        );
        float[] first = LayerProblems.Forward(network, samples, 0, isTraining: true);
        Assert.Equal(first, LayerProblems.Forward(network, samples, 0, isTraining: true));
        Assert.NotEqual(first[..50], first[50..]);
        Assert.NotEqual(first, LayerProblems.Forward(network, samples, 0, isTraining: true, step: 2));
        Assert.NotEqual(first, LayerProblems.Forward(network, samples, 0, isTraining: true, seed: 2));

        // What the second layer drops of what the first let through is about half, which it would not be with the same stream.
        float[] second = LayerProblems.Forward(network, samples, 1, isTraining: true);
        Assert.InRange(second.Count(value => value != 0), 10, 40);
    }

    [Fact]
    public void Drops_all_pixels_of_a_channel_together()
    {
        const int channels = 5,
            pixels = 6;
        Samples<float> samples = new(new Shape(channels, 2, 3), [.. Enumerable.Repeat(1f, 200 * channels * pixels)], null, []);
        Network network = Network.Create(
            new NetworkDefinition
            {
                InputShape = samples.Shape,
                Layers = [new Dropout(0.4f, Channels: true), new Dense(1, Activation.Identity)],
                ClassNames = ["a"],
                Scaling = InputScaling.None,
            }
        );
        float[][] rows = [.. LayerProblems.Forward(network, samples, layer: 0, isTraining: true).Chunk(channels * pixels)];
        Assert.All(rows, row => Assert.All(row.Chunk(channels), pixel => Assert.Equal(row[..channels], pixel)));

        // Five standard deviations of a binomial share.
        double tolerance = 5 * Math.Sqrt(0.4 * 0.6 / (rows.Length * channels));
        Assert.Equal(0.4, rows.Average(row => row.Count(value => value == 0) / (double)row.Length), tolerance);
    }

    [Fact]
    public void Adds_the_background_of_inputs()
    {
        Samples<byte> samples = new(Shape.Vector(50), new byte[50], null, []);
        Network network = Network.Create(
            new NetworkDefinition
            {
                InputShape = samples.Shape,
                Layers = [new Dropout(0f), new Dense(1, Activation.Identity)],
                ClassNames = ["a"],
                Scaling = InputScaling.Book,
            }
        );
        Assert.All(LayerProblems.Forward(network, samples, 0, isTraining: true), value => Assert.Equal(0.01f, value));
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1f)]
    [InlineData(float.NaN)]
    public void Rejects_a_rate_out_of_range(float rate) =>
        Assert.Contains(
            "from 0 to below 1",
            Assert.Throws<InvalidInputException>(() => new Dropout(rate).OutputShape(Shape.Vector(2))).Message,
            StringComparison.Ordinal
        );

    private static Samples<float> Ones(int rows) => new(Shape.Vector(50), [.. Enumerable.Repeat(1f, rows * 50)], null, []);
}
