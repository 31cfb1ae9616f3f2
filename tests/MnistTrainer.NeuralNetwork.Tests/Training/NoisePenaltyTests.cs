namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class NoisePenaltyTests
{
    private static readonly TrainingOptions Following = new()
    {
        Loss = Loss.SquaredError,
        Epochs = 40,
        Regularization = new Regularization { L2 = 0.1f, FollowsNoise = true },
    };

    /// <summary>3 r^1.5 by hand: r = 1/4 gives 3/8, r = 16/25 gives 3 * 64/125. A target of deviation 1 costs ½ if it is always answered by its mean.</summary>
    [Theory]
    [InlineData(0.125, 1, 0.375)]
    [InlineData(0.25, 2, 0.375)]
    [InlineData(0.32, 1, 1.536)]
    [InlineData(1e-9, 1, 0.2)]
    [InlineData(7, 1, 4)]
    public void Is_the_power_of_the_remaining_loss_of_numbers(double loss, int outputs, double expected) =>
        Assert.Equal(expected, NoisePenalty.Factor(Following, outputs, Losses(loss)), 1e-6);

    /// <summary>Classes that are equally frequent cost ln K if each is always given 1 / K.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(26)]
    public void Compares_classes_with_equal_shares(int classes) =>
        Assert.Equal(
            0.375,
            NoisePenalty.Factor(Following with { Loss = Loss.SoftmaxCrossEntropy }, classes, Losses(Math.Log(classes) / 4)),
            1e-6
        );

    [Fact]
    public void Stays_after_the_first_tenth_of_the_epochs()
    {
        double[] losses = [0.5, 0.4, 0.3, 0.125, 0.01, 0.001];
        Assert.Equal(3, NoisePenalty.Factor(Following, 1, []), 1e-6);
        Assert.Equal(3 * Math.Pow(0.8, 1.5), NoisePenalty.Factor(Following, 1, Losses(losses[..2])), 1e-6);
        for (int epochs = 4; epochs <= losses.Length; epochs++)
            Assert.Equal(0.375, NoisePenalty.Factor(Following, 1, Losses(losses[..epochs])), 1e-6);
    }

    [Fact]
    public void Is_1_unless_the_penalty_follows() => Assert.Equal(1, NoisePenalty.Factor(new TrainingOptions(), 1, Losses(0.001)));

    /// <summary>y = x, with noise and without, and ten inputs of nothing: what the penalty shrinks are the weights of the noisy table.</summary>
    [Fact]
    public void Noisy_labels_shrink_weights_and_exact_ones_do_not()
    {
        // A column of deviation 1 has the weight 1 / (1 + λ), and λ is a fifth of 0.1.
        Assert.Equal(1 / 1.02, Length(noise: 0, follows: true), 0.01);
        Assert.InRange(Length(noise: 0, follows: false), 0.8, 0.95);
        Assert.InRange(Length(noise: 3, follows: true) / Length(noise: 3, follows: false), 0.5, 0.97);

        static double Length(double noise, bool follows)
        {
            const int rows = 400,
                columns = 11;
            RandomSource random = new(2);
            float[] inputs = [.. Enumerable.Range(0, rows * columns).Select(_ => (float)random.NextGaussian())];
            float deviation = (float)Math.Sqrt(1 + (noise * noise));
            float[] targets =
            [
                .. Enumerable.Range(0, rows).Select(row => (inputs[row * columns] + (float)(noise * random.NextGaussian())) / deviation),
            ];
            var samples = (Samples<float>)new Samples<float>(Shape.Vector(columns), inputs, null, []).WithTargets(targets, "y");
            var network = Network.Create(
                NetworkDefinition.Create(
                    samples.Shape,
                    ["y"],
                    new NetworkOptions
                    {
                        HiddenUnits = [],
                        OutputActivation = Activation.Identity,
                        Scaling = InputScaling.None,
                    }
                ),
                seed: 1
            );
            TrainingOptions options = Following with
            {
                Optimizer = new Adam(0.05f),
                BatchSize = 32,
                Schedule = LearningRateSchedule.Cosine,
                Threads = 1,
                Regularization = Following.Regularization with { FollowsNoise = follows },
            };
            TrainingResult result = new Trainer(options).Train(network, samples, cancellation: TestContext.Current.CancellationToken);
            return result.Network.Parameters[0] * deviation;
        }
    }

    private static EpochResult[] Losses(params double[] losses) =>
        [
            .. losses.Select(
                (loss, i) =>
                    new EpochResult
                    {
                        Number = i + 1,
                        TrainLoss = loss,
                        TrainAccuracy = 0,
                        LearningRate = 1,
                        GradientNorm = 1,
                    }
            ),
        ];
}
