namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class GradientCheckTests
{
    private const int Rows = 19;
    private static readonly Shape Shape = new(2, 3, 4);
    private static readonly string[] Classes = ["a", "b", "c"];

    public static TheoryData<string, string, string, string> Combinations
    {
        get
        {
            TheoryData<string, string, string, string> data = [];
            string[] hidden = [.. Activation.All.Where(one => one.IsDifferentiable && !one.MixesUnits).Select(one => one.Name)];
            foreach (Loss loss in Loss.All)
            {
                string output = loss.RequiredActivation?.Name ?? "sigmoid";
                foreach (string one in hidden)
                {
                    data.Add("dense", one, output, loss.Name);
                    data.Add("dropout", one, output, loss.Name);
                    data.Add("batch-normalization", one, output, loss.Name);
                }
            }

            foreach (string output in hidden.Append("softmax").Except(["sigmoid"]))
                data.Add("dense", "tanh", output, Loss.SquaredError.Name);
            return data;
        }
    }

    /// <summary>Everything that affects the gradient besides layers, activation and loss, separately and combined.</summary>
    private static IEnumerable<TrainingOptions> Regularizers =>
        [
            new() { Regularization = new Regularization { L2 = 0.3f } },
            new() { LabelSmoothing = 0.3f },
            new() { Targets = TargetValues.Book },
            new() { ClassWeights = ClassWeights.Parse("a=3,c=0.5") },
            new()
            {
                Regularization = new Regularization { L2 = 0.3f },
                LabelSmoothing = 0.2f,
                Targets = TargetValues.Book,
                ClassWeights = ClassWeights.Balanced,
            },
        ];

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Back_propagation_computes_the_gradient(string kind, string hidden, string output, string loss)
    {
        // Dense samples use the matrix product, sparse ones the row sums; with and without a background.
        (double, InputScaling)[] inputs =
        [
            (0.3, new InputScaling(0.3f, 0.7f)),
            (1, new InputScaling(0.3f, 0.7f)),
            (0.3, InputScaling.None),
        ];
        foreach ((double density, InputScaling scaling) in inputs.Take(kind == "dense" ? 3 : 1))
        {
            Network network = Create(Layers(kind, Activation.Parse(hidden), Activation.Parse(output)), scaling);
            AssertPasses(network, Inputs(density), new TrainingOptions { Loss = Loss.Parse(loss), Targets = new TargetValues(0.1f, 0.8f) });
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void The_gradient_includes_penalties_targets_and_class_weights(string kind, string hidden, string output, string loss)
    {
        Network network = Create(Layers(kind, Activation.Parse(hidden), Activation.Parse(output)), InputScaling.None);
        foreach (TrainingOptions options in Regularizers)
            AssertPasses(network, Inputs(1), options with { Loss = Loss.Parse(loss) }, parametersPerLayer: 12);
    }

    [Fact]
    public void The_gradient_includes_sample_weights() =>
        AssertPasses(
            Create(Layers("dense", Activation.Tanh, Activation.Softmax), InputScaling.None),
            Inputs(1).WithWeights([.. Enumerable.Range(0, Rows).Select(row => row / 7f)]),
            new TrainingOptions()
        );

    public static TheoryData<string, string> LossesOfTargets =>
        new()
        {
            { "squared-error", "identity" },
            { "absolute-error", "identity" },
            { "sigmoid-cross-entropy", "sigmoid" },
            { "softmax-cross-entropy", "softmax" },
            { "pinball-loss", "identity" },
            { "pinball-loss(0.1,0.5,0.9)", "identity" },
        };

    /// <summary>Three targets for each row, a quarter of them missing, where the loss allows that.</summary>
    [Theory]
    [MemberData(nameof(LossesOfTargets))]
    public void Targets_have_the_gradient_of_the_differences(string lossName, string output)
    {
        Loss loss = Loss.Parse(lossName);
        RandomSource random = new(6);
        float[] targets =
        [
            .. Enumerable
                .Range(0, 3 * Rows)
                .Select(i => loss.AllowsMissingTargets && i % 4 == 1 ? float.NaN : (float)random.NextDouble(0.1, 0.9)),
        ];
        AssertPasses(
            Create(Layers("dense", Activation.Tanh, Activation.Parse(output)), InputScaling.None),
            Inputs(1).WithTargets(targets, Classes),
            new TrainingOptions { Loss = loss, LabelSmoothing = 0.2f }
        );
    }

    [Fact]
    public void One_target_has_the_gradient_of_the_differences() =>
        AssertPasses(
            Network.Create(
                Define([new Dense(9, Activation.Tanh), new Dense(1, Activation.Identity)], InputScaling.None) with
                {
                    ClassNames = ["price"],
                },
                4
            ),
            Inputs(1).WithTargets([.. Enumerable.Range(0, Rows).Select(row => row / 5f)], "price"),
            new TrainingOptions { Loss = Loss.SquaredError }
        );

    [Fact]
    public void All_features_combined_pass()
    {
        Samples<byte> samples = TrainerTests.Blobs(25);
        TrainingOptions options = new()
        {
            Regularization = new Regularization { L2 = 1e-2f },
            LabelSmoothing = 0.1f,
            Seed = 4,
        };
        AssertPasses(Network.Create(LayerProblems.Everything(samples), 3), samples, options);
    }

    [Theory]
    [InlineData("sigmoid")]
    [InlineData("tanh")]
    public void The_book_rule_is_not_the_gradient(string hidden)
    {
        Network network = Create(
            [new Dense(9, Activation.Parse(hidden), UseBias: false), new Dense(3, Activation.Sigmoid, UseBias: false)],
            InputScaling.None
        );
        TrainingOptions exact = new() { Loss = Loss.SquaredError };
        AssertPasses(network, Inputs(1), exact);
        IReadOnlyList<LayerGradientCheck> book = Check(network, exact with { Gradient = GradientRule.Book });

        // The update of the last layer is the same; the error propagated to the first layer differs.
        Assert.False(book[0].Passes);
        Assert.InRange(book[0].LargestError, 0.1, 10);
        Assert.True(book[1].Passes);
    }

    /// <summary>Tests the check itself: it detects an error of 0.01 in the gradient of a single parameter.</summary>
    [Theory]
    [InlineData("dense", "tanh", 0)]
    [InlineData("dense", "tanh", 100)]
    [InlineData("dense", "tanh", 290)]
    [InlineData("dense", "maxout(2)", 433)]
    [InlineData("dropout", "gelu", 250)]
    [InlineData("batch-normalization", "tanh", 220)]
    [InlineData("batch-normalization", "maxout(3)", 650)]
    public void A_wrong_gradient_fails(string kind, string hidden, int parameter)
    {
        Network network = Create(Layers(kind, Activation.Parse(hidden), Activation.Softmax), InputScaling.None);
        TrainingOptions options = new() { BatchSize = Rows, Optimizer = new GradientDescent() };
        using MiniBatchStep step = new(network.Copy(), Inputs(1), options);
        step.Run([.. Enumerable.Range(0, Rows)], new(1));
        float[] gradient = step.Gradient.ToArray();
        Assert.All(Compare(gradient), layer => Assert.True(layer.Passes));
        gradient[parameter] += 0.01f;
        LayerGradientCheck wrong = Assert.Single(Compare(gradient), layer => !layer.Passes);
        Assert.Equal(parameter, wrong.Worst);
        gradient[parameter] = float.NaN;
        Assert.Single(Compare(gradient), layer => !layer.Passes);

        IReadOnlyList<LayerGradientCheck> Compare(float[] given) =>
            GradientCheck.Compare(network, Inputs(1), options, given, 1000, TestContext.Current.CancellationToken);
    }

    /// <summary>Detects a wrong sign in a backward pass, that of an activation defined here.</summary>
    [Fact]
    public void A_wrong_derivative_fails()
    {
        Network network = Create([new Dense(9, new WrongTanh()), new Dense(3, Activation.Softmax)], InputScaling.None);
        IReadOnlyList<LayerGradientCheck> found = Check(network, new TrainingOptions());
        Assert.False(found[0].Passes);
        Assert.True(found[1].Passes);
    }

    [Fact]
    public void Units_at_the_kink_of_ReLU_are_skipped_and_counted()
    {
        // All biases and inputs are 0, so every net input is at the kink.
        Network network = Network.Create(Define([new Dense(9, Activation.ReLU), new Dense(3, Activation.Softmax)], InputScaling.None), 4);
        Samples<float> zeros = new(Shape, new float[24], [1], Classes);
        LayerGradientCheck first = GradientCheck.Run(network, zeros, new TrainingOptions(), 1000, TestContext.Current.CancellationToken)[0];
        Assert.Equal(9, first.AtKinks);
        Assert.Equal(225, first.Checked + first.AtKinks);
        Assert.True(first.Passes);
    }

    private static IReadOnlyList<LayerGradientCheck> Check(Network network, TrainingOptions options) =>
        GradientCheck.Run(network, Inputs(1), options, cancellation: TestContext.Current.CancellationToken);

    private static void AssertPasses(Network network, Samples samples, TrainingOptions options, int parametersPerLayer = 60)
    {
        IReadOnlyList<LayerGradientCheck> found = GradientCheck.Run(
            network,
            samples,
            options,
            parametersPerLayer,
            TestContext.Current.CancellationToken
        );
        Assert.NotEmpty(found);
        foreach (LayerGradientCheck layer in found)
        {
            Assert.True(layer.Passes, $"{layer.Description}: {layer}");
            Assert.InRange(layer.AtKinks, 0, layer.Checked / 5);
        }
    }

    private static Layer[] Layers(string kind, Activation hidden, Activation output) =>
        kind switch
        {
            "dropout" => [new Dropout(0.2f), new Dense(9, hidden), new Dropout(0.4f), new Dense(3, output)],
            "batch-normalization" =>
            [
                new Dense(9 * hidden.NetInputsPerUnit, Activation.Identity, UseBias: false),
                new BatchNormalization(hidden),
                new Dense(6 * hidden.NetInputsPerUnit, hidden),
                new BatchNormalization(hidden),
                new Dense(3, output),
            ],
            _ => [new Dense(9, hidden), new Dense(6, hidden, UseBias: false), new Dense(3, output)],
        };

    private static NetworkDefinition Define(Layer[] layers, InputScaling scaling) =>
        new()
        {
            InputShape = Shape,
            Layers = [.. layers],
            ClassNames = [.. Classes],
            Scaling = scaling,
        };

    private static Network Create(Layer[] layers, InputScaling scaling)
    {
        // Biases are initialized to 0, which puts units with zero inputs at the kink of ReLU, where the gradient is undefined.
        RandomSource random = new(12);
        NetworkDefinition definition = Define(layers, scaling);
        float[] parameters = Network.Create(definition, seed: 4).Parameters.ToArray();
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] += (float)random.NextDouble(-0.1, 0.1);
        return Network.Create(definition, parameters);
    }

    private static Samples<float> Inputs(double density)
    {
        RandomSource random = new(12);
        float[] values = new float[Rows * Shape.Size];
        for (int i = 0; i < values.Length; i++)
            values[i] = random.NextDouble() < density ? (float)random.NextDouble(0.1, 1.5) : 0;
        return new Samples<float>(Shape, values, [.. Enumerable.Range(0, Rows).Select(_ => random.NextInt(3))], Classes);
    }

    private sealed record WrongTanh : Activation
    {
        internal override string Keyword => "wrong";

        public override string AddOperators(IOperatorGraph graph, string netInput) => throw new NotSupportedException();

        internal override double Of(double x) => Math.Tanh(x);

        internal override void Forward(Span<float> values, int width) => Tanh.Forward(values, width);

        internal override void Backward(ReadOnlySpan<float> output, Span<float> error, int width)
        {
            for (int i = 0; i < error.Length; i++)
                error[i] *= 1 + (output[i] * output[i]);
        }
    }
}
