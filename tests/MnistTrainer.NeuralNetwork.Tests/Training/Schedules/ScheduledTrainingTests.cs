namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>The training loop asks the schedule at every step, with that step's own position, and reports the rate that it used.</summary>
public sealed class ScheduledTrainingTests
{
    private const int Epochs = 2,
        Count = 25;
    private const float Rate = 0.2f;

    private static readonly Samples<byte> Samples = TrainerTests.Blobs(Count);

    private static readonly Network Start = Network.Create(
        NetworkDefinition.Dense(Samples.Shape, [4], Samples.ClassNames, Activation.Tanh, Activation.Softmax),
        3
    );

    /// <summary>
    /// warm-up(0.5, polynomial(1)) by hand: in step s of S, the share s / (S / 2), at most 1, times the share of samples that is still to come.
    /// Batches of one have a training step of their own.
    /// </summary>
    [Theory]
    [InlineData(10)]
    [InlineData(1)]
    public void Each_step_has_its_own_rate(int batchSize)
    {
        TrainingOptions options = new()
        {
            Optimizer = new GradientDescent(Rate),
            Schedule = LearningRateSchedule.Parse("warm-up(0.5,polynomial(1))"),
            Epochs = Epochs,
            BatchSize = batchSize,
            Threads = 1,
        };
        TrainingResult result = new Trainer(options).Train(Start, Samples, cancellation: TestContext.Current.CancellationToken);
        Network expected = Start.Copy();
        int steps = Epochs * ((Count + batchSize - 1) / batchSize);
        int[] order = [.. Enumerable.Range(0, Count)];
        RandomSource random = new(options.Seed, RandomStream.Shuffling);
        using ITrainingStep step = TrainingSteps.Create(expected, Samples, options);
        int number = 0;
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order.AsSpan());
            double factor = 0;
            for (int first = 0; first < Count; first += batchSize)
            {
                number++;
                double done = ((epoch * Count) + first) / (double)(Epochs * Count);
                factor = Math.Min(1, number / (steps / 2.0)) * (1 - done);
                step.Run(order.AsSpan(first, Math.Min(batchSize, Count - first)), new StepFactors((float)factor));
            }

            step.Finish();
            Assert.Equal(Rate * factor, result.Epochs[epoch].LearningRate, 1e-7);
        }

        for (int i = 0; i < expected.ParameterCount; i++)
            Assert.Equal(expected.Parameters[i], result.Network.Parameters[i], 1e-6);
    }

    /// <summary>With plain gradient descent, each step's length is proportional to its rate, which decays within an epoch.</summary>
    [Fact]
    public void The_rate_changes_within_an_epoch()
    {
        TrainingOptions options = new()
        {
            Optimizer = new GradientDescent(Rate),
            Epochs = 1,
            BatchSize = 5,
        };
        float[] constant = Train(options),
            falling = Train(options with { Schedule = LearningRateSchedule.Parse("polynomial(1)") });
        Assert.NotEqual(constant, falling);
        float[] Train(TrainingOptions given) =>
            new Trainer(given).Train(Start, Samples, cancellation: TestContext.Current.CancellationToken).Network.Parameters.ToArray();
    }

    /// <summary>Whatever shrinks weights goes by the rate of the step: at a rate of 0, which a schedule may reach, nothing changes.</summary>
    [Theory]
    [InlineData("sgd")]
    [InlineData("momentum")]
    [InlineData("adam")]
    [InlineData("adamw")]
    public void At_a_rate_of_zero_nothing_is_learned_decayed_or_penalized(string optimizer)
    {
        Network network = Start.Copy();
        TrainingOptions options = new()
        {
            Optimizer = Optimizer.Parse(optimizer),
            Regularization = new Regularization
            {
                L1 = 0.5f,
                L2 = 0.5f,
                WeightDecay = 0.5f,
            },
            BatchSize = Count,
            Threads = 1,
        };
        using ITrainingStep step = TrainingSteps.Create(network, Samples, options);
        step.Run([.. Enumerable.Range(0, Count)], new(0));
        Assert.Equal(Start.Parameters, network.Parameters);
    }
}
