namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class EarlyStoppingTests
{
    [Theory]
    [InlineData("5 4 3 2 1", 2, 0, 5, false)]
    [InlineData("5 3 4 4", 2, 0, 2, true)]
    [InlineData("5 3 4", 2, 0, 2, false)]
    [InlineData("5 3 3 3", 2, 0, 2, true)] // equal is not better
    [InlineData("5 3 2.95 2.9 2.85", 3, 0.2, 2, true)] // steps below the minimum delta do not add up
    [InlineData("5 3 2.9 2.7", 3, 0.2, 4, false)]
    [InlineData("nan 3 4", 2, 0, 2, false)]
    [InlineData("nan nan nan", 2, 0, 1, true)]
    public void Losses_determine_the_best_epoch_and_the_end(string losses, int patience, double delta, int best, bool stops)
    {
        EpochResult[] epochs =
        [
            .. losses
                .Split(' ')
                .Select(
                    (loss, i) =>
                        Epoch(i + 1, loss == "nan" ? double.NaN : double.Parse(loss, System.Globalization.CultureInfo.InvariantCulture))
                ),
        ];
        EarlyStopping stopping = new(patience) { MinimumDelta = delta };
        Assert.Equal((best, stops), (stopping.BestEpoch(epochs), stopping.Stops(epochs)));
    }

    [Fact]
    public void Higher_accuracy_is_better()
    {
        EpochResult[] epochs = [.. new[] { 0.5, 0.9, 0.8 }.Select((accuracy, i) => Epoch(i + 1, i) with { ValidationAccuracy = accuracy })];
        Assert.Equal(2, new EarlyStopping { Monitor = MonitoredValue.ValidationAccuracy }.BestEpoch(epochs));
        Assert.Equal(1, new EarlyStopping().BestEpoch(epochs));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Keeps_the_network_of_the_best_epoch(int batchSize)
    {
        // Validation labels are random, so that validation soon gets worse.
        Samples<byte> samples = TrainerTests.Blobs(60),
            images = TrainerTests.Blobs(40);
        RandomSource random = new(5);
        int[] labels = [.. Enumerable.Range(0, 40).Select(_ => random.NextInt(3))];
        byte[] pixels = [.. Enumerable.Range(0, 40).SelectMany(row => images.Row(row).ToArray())];
        Samples<byte> validation = new(samples.Shape, pixels, labels, samples.ClassNames);
        Network network = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [8], samples.ClassNames, Activation.Tanh, Activation.Softmax)
        );
        TrainingOptions options = new()
        {
            Epochs = 100,
            BatchSize = batchSize,
            Optimizer = new GradientDescent(0.1f),
        };
        TrainingResult stopped = Train(options with { EarlyStopping = new EarlyStopping(3) });
        Assert.Equal(TrainingEnd.StoppedEarly, stopped.End);
        Assert.Equal(stopped.Epochs.MinBy(epoch => epoch.ValidationLoss)!.Number, stopped.BestEpoch);
        Assert.Equal(stopped.BestEpoch + 3, stopped.Epochs.Count);
        Assert.True(stopped.Network.Parameters.SequenceEqual(Train(options with { Epochs = stopped.BestEpoch!.Value }).Network.Parameters));

        TrainingResult Train(TrainingOptions given) =>
            new Trainer(given).Train(network, samples, validation, cancellation: TestContext.Current.CancellationToken);
    }

    /// <summary>Loss and accuracy are best in different epochs here; training keeps the weights of the one that is monitored.</summary>
    [Theory]
    [InlineData(MonitoredValue.ValidationLoss)]
    [InlineData(MonitoredValue.ValidationAccuracy)]
    public void Keeps_the_best_epoch_by_the_monitored_value(MonitoredValue monitored)
    {
        Samples<byte> samples = TrainerTests.Blobs(60),
            images = TrainerTests.Blobs(40);
        int[] labels = images.Labels.ToArray();
        for (int i = 0; i < 8; i++)
            labels[i] = (labels[i] + 1) % 3;
        byte[] pixels = [.. Enumerable.Range(0, 40).SelectMany(row => images.Row(row).ToArray())];
        Samples<byte> validation = new(samples.Shape, pixels, labels, samples.ClassNames);
        TrainingResult result = new Trainer(
            new TrainingOptions
            {
                Epochs = 25,
                BatchSize = 4,
                Optimizer = new GradientDescent(0.1f),
                EarlyStopping = new EarlyStopping(25) { Monitor = monitored },
            }
        ).Train(
            Network.Create(NetworkDefinition.Dense(samples.Shape, [8], samples.ClassNames, Activation.Tanh, Activation.Softmax)),
            samples,
            validation,
            cancellation: TestContext.Current.CancellationToken
        );
        int byLoss = result.Epochs.MinBy(epoch => epoch.ValidationLoss)!.Number,
            byAccuracy = result.Epochs.MaxBy(epoch => epoch.ValidationAccuracy)!.Number;
        Assert.NotEqual(byLoss, byAccuracy);
        Assert.Equal(monitored == MonitoredValue.ValidationLoss ? byLoss : byAccuracy, result.BestEpoch);
    }

    [Fact]
    public void Requires_validation_samples()
    {
        Samples<byte> samples = TrainerTests.Blobs(10);
        Network network = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [], samples.ClassNames, Activation.Tanh, Activation.Softmax)
        );
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            new Trainer(new TrainingOptions { EarlyStopping = new EarlyStopping() }).Train(
                network,
                samples,
                cancellation: TestContext.Current.CancellationToken
            )
        );
        Assert.StartsWith("early stopping: expected validation samples, found none.", error.Message, StringComparison.Ordinal);
    }

    private static EpochResult Epoch(int number, double loss) =>
        new()
        {
            Number = number,
            TrainLoss = 1,
            TrainAccuracy = 1,
            LearningRate = 1,
            GradientNorm = 1,
            ValidationLoss = loss,
        };
}
