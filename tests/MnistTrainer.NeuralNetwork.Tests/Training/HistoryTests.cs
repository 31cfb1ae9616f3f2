using System.Text;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class HistoryTests
{
    [Fact]
    public void An_epoch_reports_the_loss_and_accuracy_of_its_samples()
    {
        // At this learning rate the weights do not change, so the epoch's measurements can be repeated afterwards.
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
            step.Run(order.AsSpan(first, 10), 1);
            double squares = 0;
            foreach (float part in step.Gradient)
                squares += (double)part * part;
            sum += Math.Sqrt(squares);
        }

        Assert.Equal(sum / 4, result.Epochs[0].GradientNorm, 1e-6);
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
            .Range(1, 25_000)
            .Select(number => new EpochResult
            {
                Number = number,
                TrainLoss = 1.0 / number,
                TrainAccuracy = 1,
                LearningRate = 0.1f,
                GradientNorm = 1,
            });
        int[] kept = [.. Copy(network.WithHistory(epochs)).Definition.History.Select(epoch => epoch.Number)];
        Assert.Equal((8334, 1, 25_000), (kept.Length, kept[0], kept[^1]));
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
}
