namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Functions of columns against worked examples, a known function, differences of the loss and the exact twin.</summary>
public sealed class PeriodicEmbeddingTests
{
    /// <summary>Of the second of two columns, one function of a single wave that counts: 3 cos 2π(0.5 x + 0.25) - 1.</summary>
    [Theory]
    [InlineData(0, -1)]
    [InlineData(0.5f, -4)]
    [InlineData(1, -1)]
    [InlineData(1.5f, 2)]
    [InlineData(-0.5f, 2)]
    [InlineData(0.25f, -3.1213203f)]
    public void A_wave_has_a_frequency_a_phase_and_a_weight(float x, float expected)
    {
        PeriodicEmbedding layer = new(Columns: 1, Waves: 8, Width: 1);
        float[] parameters = new float[8 + 8 + 8 + 1 + 1];
        (parameters[3], parameters[8 + 3], parameters[16 + 3], parameters[24], parameters[25]) = (0.5f, 0.25f, 3, -1, 1);
        Network network = Create(2, layer, parameters);
        float[] outputs = LayerProblems.Forward(network, Rows(2, 7, x), layer: 0, isTraining: false);
        Assert.Equal([7, x], outputs[..2]);
        Assert.Equal(expected, outputs[2], 1e-5f);
    }

    [Fact]
    public void Begins_with_frequencies_of_the_deviation_and_phases_of_the_whole_turn()
    {
        Network network = Create(100, new PeriodicEmbedding(100, Waves: 64, Width: 2, Deviation: 0.7f));
        float[] parameters = network.LayerParameters(0).ToArray();
        float[] frequencies = parameters[..6400],
            phases = parameters[6400..12800];
        Assert.Equal(0, frequencies.Average(), 0.03f);
        Assert.Equal(0.7, Math.Sqrt(frequencies.Average(k => (double)k * k)), 0.02);
        Assert.Equal(0, phases.Average(), 0.02f);
        Assert.Equal(-0.5f, phases.Min(), 0.01f);
        Assert.Equal(0.5f, phases.Max(), 0.01f);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (float)i), parameters[^100..]);
    }

    [Theory]
    [InlineData("periodic-embedding(columns=4)", 3, "functions of 4 columns, more than its 3 inputs")]
    [InlineData("periodic-embedding(waves=12)", 3, "waves must be a multiple of 8, not 12")]
    [InlineData("periodic-embedding(columns=16384,waves=1024)", 16384, "16384 columns of 1024 waves have more than 1048576 together")]
    public void Rejects_what_does_not_fit(string text, int inputs, string expected) =>
        Assert.Contains(
            expected,
            Assert.Throws<InvalidInputException>(() => Layer.Parse(text).OutputShape(Shape.Vector(inputs))).Message,
            StringComparison.Ordinal
        );

    /// <summary>In front, where nothing below needs errors; behind another layer; and before scales, folded into weights, of which only some need errors.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Gradients_are_differences_of_the_loss(int place)
    {
        PeriodicEmbedding layer = new(Columns: 3, Waves: 16, Width: 2);
        Layer[] layers = place switch
        {
            0 => [layer, new Dense(4, Activation.Tanh)],
            1 => [new Dense(11, Activation.Tanh), layer, new Dense(4, Activation.Tanh)],
            2 => [layer, new ColumnScaling(3), new Dense(9, Activation.Tanh)],
            _ => [new FeatureEncoding(Indicators: 2), layer, new ColumnScaling(), new Dense(9, Activation.Tanh)],
        };
        Network network = Network.Create(Define(12, [.. layers, new Dense(2, Activation.Softmax)]), 5);
        Assert.Equal(place > 1, network.Kernels.Any(kernel => kernel is ScaledDenseKernel));
        IReadOnlyList<LayerGradientCheck> checks = GradientCheck.Run(
            network,
            Table(30, 12),
            new TrainingOptions { Regularization = new Regularization { L2 = 0.02f } },
            parametersPerLayer: 400,
            TestContext.Current.CancellationToken
        );
        Assert.All(checks, check => Assert.True(check.Passes, $"{check}"));
        Assert.Equal(layers.Length + 1 - (place == 3 ? 1 : 0), checks.Count(check => check.Checked > 0));
    }

    /// <summary>Any number of inputs, columns, waves and functions gives what the formula gives, in slices of any size, and for any columns.</summary>
    [Theory]
    [InlineData(1, 1, 8, 1)]
    [InlineData(5, 2, 24, 3)]
    [InlineData(19, 19, 16, 7)]
    public void Computes_what_its_exact_twin_computes(int inputs, int columns, int waves, int width)
    {
        PeriodicEmbedding layer = new(columns, waves, width);
        float[] parameters = Create(inputs, layer).LayerParameters(0).ToArray();
        for (int i = 0; i < columns; i++)
            parameters[^(i + 1)] = i * 7 % inputs;
        Network network = Create(inputs, layer, parameters);
        for (int rows = 1; rows < 40; rows += 13)
        {
            Samples<float> samples = Table(rows, inputs);
            double[][] exact = layer
                .Exact(samples.Shape, [.. Enumerable.Range(0, rows).Select(row => Doubles(samples.Row(row)))], Doubles(parameters), default)
                .Outputs;
            float[] outputs = LayerProblems.Forward(network, samples, layer: 0, isTraining: true);
            Assert.Equal(exact.Length * exact[0].Length, outputs.Length);
            Assert.All(exact.SelectMany(row => row).Zip(outputs), pair => Assert.Equal(pair.First, pair.Second, 2e-6));
        }
    }

    /// <summary>The exact twin's gradient for inputs is the slope of its outputs.</summary>
    [Fact]
    public void Propagates_the_slope_of_its_functions()
    {
        PeriodicEmbedding layer = new(2, 8, 2);
        double[] parameters = Doubles(Create(3, layer).LayerParameters(0)),
            row = [0.3, -1.2, 0.7];
        for (int output = 0; output < 7; output++)
        {
            double[] errors = new double[7];
            errors[output] = 1;
            double[] found = layer.ExactPropagateError(Shape.Vector(3), Pass(row), parameters, errors);
            for (int i = 0; i < 3; i++)
            {
                const double nudge = 1e-6;
                double[] more = [.. row],
                    less = [.. row];
                more[i] += nudge;
                less[i] -= nudge;
                Assert.Equal((Pass(more).Outputs[0][output] - Pass(less).Outputs[0][output]) / (2 * nudge), found[i], 1e-7);
            }
        }

        ExactLayerPass Pass(double[] values) => layer.Exact(Shape.Vector(3), [values], parameters, default);
    }

    [Fact]
    public void A_step_allocates_nothing_and_is_the_same_on_any_number_of_threads()
    {
        Network network = Network.Create(
            Define(6, [new PeriodicEmbedding(5), new ColumnScaling(), new Dense(40, Activation.ReLU), new Dense(2, Activation.Softmax)]),
            5
        );
        float[] trained = LayerProblems.AssertStepsAreLeanAndAlike(network, Table(64, 6));

        // Indexes are no weights: they stay.
        int columns = network.LayerParameters(0).Length - 5;
        Assert.Equal([0, 1, 2, 3, 4], trained.AsSpan(columns, 5).ToArray());
    }

    /// <summary>A sine of two periods, which a line through a few rectified units meets nowhere: 200 steps of Adam are enough for waves, and not without them.</summary>
    [Fact]
    public void Learns_waves()
    {
        float[] x = [.. Enumerable.Range(0, 200).Select(i => (i - 100) / 50f)];
        Samples samples = new Samples<float>(Shape.Vector(1), x, null, []).WithTargets(
            [.. x.Select(value => MathF.Sin(2 * MathF.PI * value))],
            "y"
        );
        Assert.True(Loss(new PeriodicEmbedding(Waves: 16, Width: 3, Deviation: 1)) < 0.01);
        Assert.True(Loss() > 0.1);

        double Loss(params Layer[] front) => new Trainer(
                new TrainingOptions
                {
                    Loss = NeuralNetwork.Loss.SquaredError,
                    Epochs = 20,
                    BatchSize = 20,
                    Optimizer = new Adam(0.01f),
                }
            ).Train(Network.Create(Define(1, [.. front, new Dense(8, Activation.ReLU), new Dense(1, Activation.Identity)]) with { ClassNames = ["y"] }, 3), samples, cancellation: TestContext.Current.CancellationToken).Network.Definition.History[^1].TrainLoss;
    }

    private static double[] Doubles(ReadOnlySpan<float> values) => [.. values.ToArray().Select(value => (double)value)];

    private static Samples<float> Rows(int width, params float[] values) => new(Shape.Vector(width), values, null, []);

    private static Samples<float> Table(int rows, int width)
    {
        Random random = new(7);
        float[] values = [.. Enumerable.Range(0, rows * width).Select(_ => (4 * random.NextSingle()) - 2)];
        return new Samples<float>(Shape.Vector(width), values, [.. Enumerable.Range(0, rows).Select(row => row % 2)], ["a", "b"]);
    }

    private static Network Create(int inputs, PeriodicEmbedding layer, params float[] parameters)
    {
        float[] all = Network.Create(Define(inputs, [layer, new Dense(2, Activation.Softmax)]), 1).Parameters.ToArray();
        parameters.CopyTo(all, 0);
        return Network.Create(Define(inputs, [layer, new Dense(2, Activation.Softmax)]), all);
    }

    private static NetworkDefinition Define(int inputs, Layer[] layers) =>
        new()
        {
            InputShape = Shape.Vector(inputs),
            Layers = [.. layers],
            ClassNames = ["a", "b"],
            Scaling = InputScaling.None,
        };
}
