namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class ColumnScalingTests
{
    [Fact]
    public void Columns_begin_as_they_are()
    {
        Network network = Create(new ColumnScaling(4));
        Assert.Equal([0.25f, 0.25f, 0.25f], network.LayerParameters(0).ToArray());
        Assert.Equal([3, -5, 0.5f], Forward(network, 3, -5, 0.5f));
    }

    [Fact]
    public void Each_column_has_its_own_scale()
    {
        Network network = Create(new ColumnScaling(2), 1, 0.25f, 0);
        Assert.Equal([6, -2.5f, 0], Forward(network, 3, -5, 0.5f));
    }

    [Fact]
    public void Rejects_a_rate_of_0() =>
        Assert.Contains(
            "rate must be above 0",
            Assert.Throws<InvalidInputException>(() => Layer.Parse("column-scaling(0)")).Message,
            StringComparison.Ordinal
        );

    /// <summary>In front, where the samples are its input, and behind a layer that needs the gradient.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_are_differences_of_the_loss(bool isBehindAnother)
    {
        Layer[] layers = [new ColumnScaling(3), new Dense(2, Activation.Softmax)];
        NetworkDefinition definition = Define(isBehindAnother ? [new Dense(11, Activation.Tanh), .. layers] : layers, ["a", "b"]);
        float[] values = [.. Enumerable.Range(0, 12).Select(i => MathF.Sin(7 * i))];
        IReadOnlyList<LayerGradientCheck> checks = GradientCheck.Run(
            Network.Create(definition, 5),
            new Samples<float>(Shape.Vector(3), values, [0, 1, 1, 0], ["a", "b"]),
            new TrainingOptions(),
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.All(checks, layer => Assert.True(layer.Passes));
        Assert.All(checks, layer => Assert.True(layer.Checked > 0));
    }

    /// <summary>Adam moves every parameter by about its rate at first, whatever the gradient: r s by r times that of a weight.</summary>
    [Fact]
    public void Learns_faster_by_its_rate()
    {
        const float step = 0.001f;
        NetworkDefinition definition = Define([new ColumnScaling(6), new Dense(1, Activation.Identity)], ["y"]);
        Samples samples = new Samples<float>(Shape.Vector(3), [1, 2, -1], null, []).WithTargets([50], "y");
        Network before = Network.Create(definition, 3);
        Network after = new Trainer(
            new TrainingOptions
            {
                Loss = Loss.SquaredError,
                Epochs = 1,
                Optimizer = new Adam(step),
            }
        ).Train(before, samples, cancellation: TestContext.Current.CancellationToken).Network;
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(6 * step, 6 * Math.Abs(after.LayerParameters(0)[i] - before.LayerParameters(0)[i]), 1e-5f);
            Assert.Equal(step, Math.Abs(after.LayerParameters(1)[i] - before.LayerParameters(1)[i]), 1e-5f);
        }
    }

    private static float[] Forward(Network network, params float[] row) =>
        LayerProblems.Forward(network, new Samples<float>(Shape.Vector(3), row, null, []), layer: 0, isTraining: false);

    private static Network Create(ColumnScaling layer, params float[] scales)
    {
        // Noise, which only training adds, keeps the layer apart from the weights.
        NetworkDefinition definition = Define([layer, new GaussianNoise(1), new Dense(1, Activation.Identity)], ["y"]);
        float[] all = Network.Create(definition, 1).Parameters.ToArray();
        scales.CopyTo(all, 0);
        return Network.Create(definition, all);
    }

    private static NetworkDefinition Define(Layer[] layers, string[] classes) =>
        new()
        {
            InputShape = Shape.Vector(3),
            Layers = [.. layers],
            ClassNames = [.. classes],
            Scaling = InputScaling.None,
        };
}
