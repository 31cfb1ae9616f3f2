namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Compares an explained step with the book's own formulas and with the kernels.</summary>
public sealed class StepExplanationTests
{
    private const double Rate = 0.3;
    private static readonly float[] Weights = [0.5f, -0.25f, 0.75f, 0.125f, -0.5f, 1f, 0.25f, 0.375f, -0.625f, 0.875f, -0.125f, 0.0625f];
    private static readonly double[] Inputs = [0.9, 0.1, 0.8];
    private static readonly double[] Targets = [0.99, 0.01];

    /// <summary>
    /// A transcription of Tariq Rashid's program, makeyourownneuralnetwork, where vectors are columns, wih is (hidden x inputs) and who is
    /// (outputs x hidden). The hidden error is who.T · output_errors, with the raw errors.
    /// </summary>
    [Fact]
    public void The_book_rule_gives_the_published_updates_to_12_digits()
    {
        double[,] wih =
        {
            { 0.5, 0.125, 0.25 },
            { -0.25, -0.5, 0.375 },
        };
        double[,] who =
        {
            { -0.625, -0.125 },
            { 0.875, 0.0625 },
        };

        // A layer's weights are stored input by input, w[i * units + j]: here from 3 inputs to 2 hidden units, then from those to 2
        // outputs.
        float[] parameters = [0.5f, -0.25f, 0.125f, -0.5f, 0.25f, 0.375f, -0.625f, 0.875f, -0.125f, 0.0625f];
        double[] hidden = [Sigmoid(Dot(wih, 0, Inputs)), Sigmoid(Dot(wih, 1, Inputs))];
        double[] final = [Sigmoid(Dot(who, 0, hidden)), Sigmoid(Dot(who, 1, hidden))];
        double[] outputErrors = [Targets[0] - final[0], Targets[1] - final[1]];
        double[] hiddenErrors =
        [
            (who[0, 0] * outputErrors[0]) + (who[1, 0] * outputErrors[1]),
            (who[0, 1] * outputErrors[0]) + (who[1, 1] * outputErrors[1]),
        ];

        StepExplanation step = StepExplanation.Of(Create(parameters), Inputs, Targets, Loss.SquaredError, GradientRule.Book, Rate);
        for (int j = 0; j < 2; j++)
        {
            for (int i = 0; i < 2; i++)
            {
                double update = Rate * outputErrors[j] * final[j] * (1 - final[j]) * hidden[i];
                Assert.Equal(who[j, i] + update, step.Layers[1].NewWeight(i, j), 1e-12);
            }

            for (int i = 0; i < 3; i++)
            {
                double update = Rate * hiddenErrors[j] * hidden[j] * (1 - hidden[j]) * Inputs[i];
                Assert.Equal(wih[j, i] + update, step.Layers[0].NewWeight(i, j), 1e-12);
            }
        }
    }

    /// <summary>
    /// With one hidden layer, the book's rule updates it along the gradient of the cross-entropy, whose delta for a sigmoid is y - t, the
    /// raw error.
    /// </summary>
    [Fact]
    public void Below_the_last_layer_the_book_rule_is_the_gradient_of_the_cross_entropy()
    {
        StepExplanation book = StepExplanation.Of(Create(Weights[..10]), Inputs, Targets, Loss.SquaredError, GradientRule.Book, Rate);
        StepExplanation entropy = StepExplanation.Of(
            Create(Weights[..10]),
            Inputs,
            Targets,
            Loss.SigmoidCrossEntropy,
            GradientRule.Exact,
            Rate
        );
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(entropy.Layers[0].Deltas[i], book.Layers[0].Deltas[i], 1e-15);
            Assert.NotEqual(entropy.Layers[1].Deltas[i], book.Layers[1].Deltas[i], 1e-3);
        }
    }

    /// <summary>Compares the exact rule with central differences of the loss computed here.</summary>
    [Fact]
    public void The_exact_rule_gives_the_derivatives_of_the_loss()
    {
        float[] parameters = Weights[..10];
        StepExplanation step = StepExplanation.Of(Create(parameters), Inputs, Targets, Loss.SquaredError, GradientRule.Exact, Rate);
        double[] exact = [.. parameters.Select(w => (double)w)];
        for (int p = 0; p < 10; p++)
        {
            const double h = 1e-5;
            double slope = (LossAt(exact, p, h) - LossAt(exact, p, -h)) / (2 * h);
            LayerExplanation layer = step.Layers[p < 6 ? 0 : 1];
            int at = p < 6 ? p : p - 6;
            Assert.Equal(slope, layer.Gradient(at / 2, at % 2), 1e-9);
        }

        Assert.Equal(LossAt(exact, 0, 0), step.Loss, 1e-12);
        Assert.True(step.LossAfter < step.Loss);
    }

    [Theory]
    [InlineData(GradientRule.Exact)]
    [InlineData(GradientRule.Book)]
    public void The_kernels_take_the_same_step(GradientRule rule)
    {
        Network network = Create(Weights[..10]).Copy();
        Samples<float> samples = new(Shape.Vector(3), [.. Inputs.Select(x => (float)x)], [0], ["0", "1"]);
        TrainingOptions options = new()
        {
            Loss = Loss.SquaredError,
            Gradient = rule,
            Optimizer = new GradientDescent((float)Rate),
            BatchSize = 1,
            Targets = new TargetValues(0.01f, 0.99f),
        };
        StepExplanation step = StepExplanation.Of(network, Inputs, Targets, Loss.SquaredError, rule, Rate);
        Network online = network.Copy();
        using (MiniBatchStep batch = new(network, samples, options))
            batch.Run([0], new(1));
        using (OnlineStep one = new(online, samples, options))
        {
            one.Run([0], new(1));
            one.Finish();
        }

        for (int p = 0; p < 10; p++)
        {
            LayerExplanation layer = step.Layers[p < 6 ? 0 : 1];
            int at = p < 6 ? p : p - 6;
            Assert.Equal(layer.NewWeight(at / 2, at % 2), network.Parameters[p], 1e-6);
            Assert.Equal(layer.NewWeight(at / 2, at % 2), online.Parameters[p], 1e-6);
        }
    }

    [Fact]
    public void Softmax_with_cross_entropy_gives_y_minus_t_and_updates_biases()
    {
        NetworkDefinition definition = NetworkDefinition.Dense(Shape.Vector(3), [], ["0", "1"], Activation.ReLU, Activation.Softmax) with
        {
            Scaling = InputScaling.None,
        };
        StepExplanation step = StepExplanation.Of(
            Network.Create(definition, Weights.AsSpan(0, 8)),
            Inputs,
            [1, 0],
            Loss.SoftmaxCrossEntropy,
            GradientRule.Exact,
            Rate
        );
        LayerExplanation layer = step.Layers[0];
        Assert.Equal(layer.Outputs[0] - 1, layer.Deltas[0], 1e-12);
        Assert.Equal(layer.Outputs[1], layer.Deltas[1], 1e-12);
        Assert.Equal(Weights[6] - (Rate * (layer.Outputs[0] - 1)), layer.NewBias(0), 1e-12);
        Assert.Equal(-Math.Log(layer.Outputs[0]), step.Loss, 1e-12);
    }

    [Fact]
    public void Rejects_layers_that_cannot_be_explained()
    {
        Samples<byte> samples = TrainerTests.Blobs(3);
        Network network = Network.Create(LayerProblems.Everything(samples));
        Assert.Contains(
            "dropout",
            Assert
                .Throws<InvalidInputException>(() =>
                    StepExplanation.Of(network, new double[36], [1, 0, 0], Loss.SoftmaxCrossEntropy, GradientRule.Exact, 0.1)
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    private static Network Create(float[] parameters) =>
        Network.Create(
            NetworkDefinition.Dense(Shape.Vector(3), [2], ["0", "1"], Activation.Sigmoid, Activation.Sigmoid, useBias: false) with
            {
                Scaling = InputScaling.None,
            },
            parameters
        );

    private static double LossAt(double[] parameters, int changed, double by)
    {
        double[] w = [.. parameters];
        w[changed] += by;
        double[] hidden = [.. Enumerable.Range(0, 2).Select(j => Sigmoid(Enumerable.Range(0, 3).Sum(i => Inputs[i] * w[(i * 2) + j])))];
        return Enumerable
                .Range(0, 2)
                .Sum(j => Math.Pow(Sigmoid(Enumerable.Range(0, 2).Sum(i => hidden[i] * w[6 + (i * 2) + j])) - Targets[j], 2)) / 2;
    }

    private static double Dot(double[,] matrix, int row, double[] vector) =>
        Enumerable.Range(0, vector.Length).Sum(i => matrix[row, i] * vector[i]);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
