namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class BatchNormalizationTests
{
    [Fact]
    public void Brings_every_unit_to_mean_0_and_variance_1_over_the_batch()
    {
        Samples<byte> samples = TrainerTests.Blobs(70);
        Network network = Network.Create(Definition(samples, Activation.Identity), seed: 3);
        float[] outputs = LayerProblems.Forward(network, samples, layer: 1, isTraining: true);
        for (int unit = 0; unit < 5; unit++)
        {
            double[] column = [.. Enumerable.Range(0, 70).Select(row => (double)outputs[(row * 5) + unit])];
            double mean = column.Average();
            Assert.Equal(0, mean, 1e-5);
            Assert.Equal(1, column.Average(value => (value - mean) * (value - mean)), 2e-3);
        }
    }

    [Fact]
    public void Scores_with_running_statistics_that_converge_to_those_of_the_samples()
    {
        Samples<byte> samples = TrainerTests.Blobs(70);
        Network start = Network.Create(Definition(samples, Activation.Tanh), seed: 3);
        Network network = start.Copy();
        using (
            MiniBatchStep step = new(
                network,
                samples,
                new TrainingOptions
                {
                    BatchSize = 70,
                    Optimizer = new GradientDescent(1e-20f),
                    Threads = 2,
                }
            )
        )
        {
            for (int i = 0; i < 200; i++)
                step.Run([.. Enumerable.Range(0, 70)], new(1));
        }

        // The running variance is of the population: n / (n - 1) of the batch's, which is what the tolerance allows for.
        float[] learned = LayerProblems.Forward(network, samples, layer: 1, isTraining: true);
        float[] scored = LayerProblems.Forward(network, samples, layer: 1, isTraining: false);
        for (int i = 0; i < learned.Length; i++)
            Assert.Equal(learned[i], scored[i], 0.01);
        Assert.Equal(start.LayerParameters(1)[..5], network.LayerParameters(1)[..5]);
        Assert.False(start.LayerParameters(1)[10..].SequenceEqual(network.LayerParameters(1)[10..]));
    }

    /// <summary>
    /// Two rows, x = 255 and 0 scaled to 1 and 0, through a weight of w: mean w / 2, variance of the batch w² / 4, of the population w² / 2. The running figures
    /// start at 0 and 1 and move a quarter of the way in each step.
    /// </summary>
    [Fact]
    public void Running_figures_follow_the_mean_and_the_population_variance_by_the_momentum()
    {
        const float w = 0.8f;
        Samples<byte> samples = new(Shape.Vector(1), [255, 0], [0, 1], ["a", "b"]);
        NetworkDefinition definition = new()
        {
            InputShape = samples.Shape,
            Layers =
            [
                new Dense(1, Activation.Identity, UseBias: false),
                new BatchNormalization(Activation.Tanh, Momentum: 0.75f),
                new Dense(2, Activation.Softmax),
            ],
            ClassNames = ["a", "b"],
        };
        Kernels.FloatBuffer parameters = new(Network.Create(definition).Parameters);
        parameters.Span[0] = w;
        Network network = Network.Create(definition).WithParameters(parameters);
        Assert.Equal([0, 1], network.LayerParameters(1)[2..]);
        using MiniBatchStep step = new(
            network,
            samples,
            new TrainingOptions
            {
                BatchSize = 2,
                Optimizer = new GradientDescent(1e-20f),
                Threads = 1,
            }
        );
        (double mean, double variance) = (0, 1);
        for (int i = 0; i < 3; i++)
        {
            step.Run([0, 1], new(1));
            (mean, variance) = ((0.75 * mean) + (0.25 * w / 2), (0.75 * variance) + (0.25 * w * w / 2));
            Assert.Equal(mean, network.LayerParameters(1)[2], 1e-6);
            Assert.Equal(variance, network.LayerParameters(1)[3], 1e-6);
        }
    }

    /// <summary>
    /// Of the numbers 0 to 3, whose variance is 1.25, the normalized ones have the mean square 1.25 / (1.25 + ε). Scored with the running mean 0
    /// and variance 1, x becomes x / √(1 + ε).
    /// </summary>
    [Theory]
    [InlineData(0.5f)]
    [InlineData(3f)]
    public void The_epsilon_counts_in_training_and_in_scoring(float epsilon)
    {
        Samples samples = new Samples<float>(Shape.Vector(1), [0, 1, 2, 3], null, ["y"]).WithTargets([0, 0, 0, 0], "y");
        NetworkDefinition definition = new()
        {
            InputShape = samples.Shape,
            Layers =
            [
                new Dense(1, Activation.Identity, UseBias: false),
                new BatchNormalization(Activation.Identity, Epsilon: epsilon),
                new Dense(1, Activation.Identity, UseBias: false),
            ],
            ClassNames = ["y"],
            Scaling = InputScaling.None,
        };
        Network network = Network.Create(definition, [1, 1, 0, 0, 1, 1]);
        TrainingOptions options = new()
        {
            Loss = Loss.SquaredError,
            Optimizer = new GradientDescent(1e-20f),
            Epochs = 1,
            BatchSize = 4,
        };
        TrainingResult result = new Trainer(options).Train(network, samples, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(1.25 / (1.25 + epsilon) / 2, result.Epochs[0].TrainLoss, 1e-6);

        float[] output = new float[1];
        using Scorer scorer = new(network);
        scorer.Score([2f], output);
        Assert.Equal(2 / Math.Sqrt(1 + epsilon), output[0], 1e-6);
    }

    [Fact]
    public void With_maxout_it_normalizes_all_pieces_and_gives_the_largest()
    {
        Samples<byte> samples = TrainerTests.Blobs(70);
        NetworkDefinition definition = NetworkDefinition.Create(
            samples.Shape,
            samples.ClassNames,
            new NetworkOptions
            {
                HiddenUnits = [4],
                HiddenActivation = Activation.Maxout(2),
                BatchNormalization = true,
            }
        );
        Network network = Network.Create(definition, seed: 3);
        Network pieces = Network.Create(
            definition with
            {
                Layers = [definition.Layers[0], new BatchNormalization(Activation.Identity), new Dense(3, Activation.Softmax)],
            },
            seed: 3
        );
        float[] outputs = LayerProblems.Forward(network, samples, layer: 1, isTraining: true);
        float[] normalized = LayerProblems.Forward(pieces, samples, layer: 1, isTraining: true);
        Assert.Equal(70 * 4, outputs.Length);
        for (int i = 0; i < outputs.Length; i++)
            Assert.Equal(Math.Max(normalized[2 * i], normalized[(2 * i) + 1]), outputs[i]);
        Assert.Equal((36 * 8) + (4 * 8) + (4 * 3) + 3, network.ParameterCount);
    }

    [Fact]
    public void Rejects_an_invalid_position_or_setting()
    {
        Samples<byte> samples = TrainerTests.Blobs(3);
        NetworkDefinition sound = Definition(samples, Activation.ReLU);
        Assert.Contains(
            "must come after another layer",
            Rejection(sound with { Layers = [new BatchNormalization(Activation.ReLU), .. sound.Layers] }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "must be dense",
            Rejection(sound with { Layers = [.. sound.Layers, new BatchNormalization(Activation.ReLU)] }),
            StringComparison.Ordinal
        );
        string two = Rejection(sound with { Layers = [sound.Layers[0], new BatchNormalization(Activation.ReLU, 1, 0), sound.Layers[2]] });
        foreach (string part in new[] { "momentum", "epsilon" })
            Assert.Contains(part, two, StringComparison.Ordinal);
        string odd = Rejection(sound with { Layers = [sound.Layers[0], new BatchNormalization(Activation.Maxout()), sound.Layers[2]] });
        Assert.Contains("a multiple of the 2 net inputs that maxout(2) has for each unit, not 5 values", odd, StringComparison.Ordinal);
        static string Rejection(NetworkDefinition definition) =>
            Assert.Throws<InvalidInputException>(() => Network.Create(definition)).Message;
    }

    private static NetworkDefinition Definition(Samples samples, Activation activation) =>
        new()
        {
            InputShape = samples.Shape,
            Layers =
            [
                new Dense(5, Activation.Identity, UseBias: false),
                new BatchNormalization(activation),
                new Dense(3, Activation.Softmax),
            ],
            ClassNames = [.. samples.ClassNames],
        };
}
