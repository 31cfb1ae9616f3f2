using System.Text;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class HistoryTests
{
    [Fact]
    public void An_epoch_reports_the_loss_and_accuracy_of_its_samples()
    {
        // At this learning rate the weights do not change, so the epoch's measurements can be repeated afterward.
        Samples<byte> samples = TrainerTests.Blobs(53),
            validation = TrainerTests.Blobs(20);
        Network network = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [6], samples.ClassNames, Activation.Tanh, Activation.Softmax),
            3
        );
        TrainingOptions options = new()
        {
            Optimizer = new GradientDescent(1e-20f),
            Epochs = 1,
            BatchSize = 10,
        };
        EpochResult epoch = Train(options, network, samples, validation).Epochs[0];
        (double loss, double accuracy) = Measure(network, samples);
        Assert.Equal(loss, epoch.TrainLoss, 1e-6);
        Assert.Equal(accuracy, epoch.TrainAccuracy, 1e-12);
        (loss, accuracy) = Measure(network, validation);
        Assert.Equal(loss, epoch.ValidationLoss!.Value, 1e-6);
        Assert.Equal(accuracy, epoch.ValidationAccuracy!.Value, 1e-12);
        Assert.Equal(1e-20f, epoch.LearningRate);
        Assert.True(epoch.GradientNorm > 0);
    }

    [Fact]
    public void An_epoch_reports_the_last_learning_rate_and_the_mean_gradient_norm()
    {
        Samples<byte> samples = TrainerTests.Blobs(40);
        Network network = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [6], samples.ClassNames, Activation.Tanh, Activation.Softmax)
        );
        TrainingOptions options = new()
        {
            Optimizer = new GradientDescent(1e-20f),
            Epochs = 2,
            BatchSize = 10,
            Threads = 1,
        };
        TrainingResult result = Train(options, network, samples, null);
        int[] order = [.. Enumerable.Range(0, 40)];
        new RandomSource(options.Seed, RandomStream.Shuffling).Shuffle(order.AsSpan());
        using MiniBatchStep step = new(network.WithParameters(new Kernels.FloatBuffer(network.Parameters)), samples, options);
        double sum = 0;
        for (int first = 0; first < 40; first += 10)
        {
            step.Run(order.AsSpan(first, 10), new(1));
            double squares = 0;
            foreach (float part in step.Gradient)
                squares += (double)part * part;
            sum += Math.Sqrt(squares);
        }

        Assert.Equal(sum / 4, result.Epochs[0].GradientNorm, 1e-6);
    }

    /// <summary>With one sample ten times, the mean loss is the same after each step, and that of the epoch.</summary>
    [Fact]
    public void Progress_shows_the_mean_loss_of_the_samples_so_far()
    {
        Samples samples = TrainerTests.Blobs(1).Subset(new int[10]);
        Network network = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [6], samples.ClassNames, Activation.Tanh, Activation.Softmax)
        );
        MeanLosses losses = new();
        TrainingOptions options = new()
        {
            Optimizer = new GradientDescent(1e-20f),
            Epochs = 1,
            BatchSize = 3,
        };
        TrainingResult result = new Trainer(options).Train(network, samples, null, losses, TestContext.Current.CancellationToken);
        Assert.Equal(4, losses.Count);
        Assert.All(losses, loss => Assert.Equal(result.Epochs[0].TrainLoss, loss, 1e-6));
    }

    /// <summary>A prediction of a number is correct within a half.</summary>
    [Fact]
    public void The_accuracy_of_a_regression_is_the_share_within_a_half()
    {
        Samples samples = TrainerTests.Blobs(4).WithTargets([0.4f, -0.49f, 0.6f, -7], "y");
        NetworkDefinition definition = NetworkDefinition.Dense(samples.Shape, [], ["y"], Activation.Tanh, Activation.Identity);
        Network zero = Network.Create(definition, new float[definition.CountParameters()]);
        TrainingOptions options = new()
        {
            Loss = Loss.SquaredError,
            Optimizer = new GradientDescent(1e-20f),
            Epochs = 1,
            BatchSize = 2,
        };
        EpochResult epoch = Train(options, zero, samples, samples).Epochs[0];
        Assert.Equal((0.5, 0.5), (epoch.TrainAccuracy, epoch.ValidationAccuracy));
    }

    [Fact]
    public void A_model_stores_the_history_without_durations_and_loads_without_one()
    {
        Samples<byte> samples = TrainerTests.Blobs(40);
        Network network = Network.Create(
            NetworkDefinition.Dense(samples.Shape, [3], samples.ClassNames, Activation.Tanh, Activation.Softmax)
        );
        TrainingResult result = Train(new TrainingOptions { Epochs = 3 }, network, samples, samples);
        Assert.All(result.Epochs, epoch => Assert.True(epoch.Duration > TimeSpan.Zero));
        Assert.Equal(result.Epochs.Select(epoch => epoch with { Duration = TimeSpan.Zero }), Copy(result.Network).Definition.History);

        byte[] untrained = Bytes(network);
        Assert.DoesNotContain("history", Encoding.UTF8.GetString(untrained), StringComparison.Ordinal);
        Assert.Empty(Copy(network).Definition.History);
    }

    [Fact]
    public void A_model_thins_out_a_very_long_history_and_keeps_the_last_epoch()
    {
        Network network = Network.Create(NetworkDefinition.Dense(Shape.Vector(2), [], ["a", "b"], Activation.Tanh, Activation.Softmax));
        IEnumerable<EpochResult> epochs = Enumerable
            .Range(1, 25_001)
            .Select(number => new EpochResult
            {
                Number = number,
                TrainLoss = 1.0 / number,
                TrainAccuracy = 1,
                LearningRate = 0.1f,
                GradientNorm = 1,
            });
        int[] kept = [.. Copy(network.WithHistory(epochs)).Definition.History.Select(epoch => epoch.Number)];
        Assert.Equal((8334, 2, 25_001), (kept.Length, kept[0], kept[^1]));
        Assert.All(kept.Zip(kept.Skip(1)), pair => Assert.Equal(3, pair.Second - pair.First));
    }

    private static (double Loss, double Accuracy) Measure(Network network, Samples<byte> samples)
    {
        using BulkScorer scorer = new(network, samples, threads: 1);
        ClassificationMetrics metrics = scorer.Measure(TestContext.Current.CancellationToken);
        return (metrics.LogLoss, metrics.MicroAccuracy);
    }

    private static TrainingResult Train(TrainingOptions options, Network network, Samples samples, Samples? validation) =>
        new Trainer(options).Train(network, samples, validation, cancellation: TestContext.Current.CancellationToken);

    private static byte[] Bytes(Network network)
    {
        using MemoryStream stream = new();
        NetworkFile.Write(network, stream);
        return stream.ToArray();
    }

    private static Network Copy(Network network) => NetworkFile.Read(new MemoryStream(Bytes(network)), "copy");

    private sealed class MeanLosses : List<double>, ITrainingObserver
    {
        public void OnStep(in TrainingProgress progress) => Add(progress.MeanLoss);
    }
}
