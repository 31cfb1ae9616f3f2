using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class NetworkComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ComparisonSettings Settings =>
        new()
        {
            Source = Bars.WriteSource(_folder, 80, 40),
            Optimizers = [new GradientDescent(), new Adam()],
            Activations = [Activation.Maxout(3)],
            Hidden = [6],
            Epochs = 2,
            BatchSize = 16,
            Seeds = 2,
            Threads = 1,
        };

    [Fact]
    public void Every_network_is_trained_with_every_seed()
    {
        RecordingListener listener = new();
        var comparison = NetworkComparison.Run(Settings, listener, TestContext.Current.CancellationToken);
        Assert.Equal(["sgd at 0.1", "adam at 0.001"], comparison.Optimizers.Select(row => row.Name));
        ComparisonRow maxout = Assert.Single(comparison.Activations);

        // Three pieces: 16 x 6 x 3 weights and 18 biases, then 6 x 4 and 4.
        Assert.Equal((16 * 18) + 18 + 28, maxout.Parameters);
        Assert.All(comparison.Optimizers, row => Assert.Equal((16 * 6) + 6 + 28, row.Parameters));
        Assert.All(
            comparison.Optimizers.Append(maxout),
            row => Assert.Equal((2, 2, 2), (row.Accuracy.Count, row.Loss.Count, row.Seconds.Count))
        );
        Assert.Equal((new ExperimentPhase("Training", 6, "networks"), 6), listener.Ended[^1]);
    }

    [Fact]
    public void A_row_has_the_figures_of_networks_trained_by_hand()
    {
        ComparisonSettings settings = Settings with { Activations = [] };
        var comparison = NetworkComparison.Run(settings, cancellation: TestContext.Current.CancellationToken);
        double[] accuracies = [.. new ulong[] { 1, 2 }.Select(seed => TrainByHand(settings, seed))];
        Assert.Equal(accuracies.Average(), comparison.Optimizers[1].Accuracy.Mean, 1e-12);
        Assert.Equal(Math.Abs(accuracies[0] - accuracies[1]) / Math.Sqrt(2), comparison.Optimizers[1].Accuracy.StandardDeviation, 1e-12);
    }

    [Fact]
    public void Compares_all_activations_of_hidden_layers_by_default()
    {
        string[] names = [.. new ComparisonSettings().Activations.Select(one => one.Spelling)];
        Assert.Contains("relu", names);
        Assert.Contains("maxout", names);
        Assert.DoesNotContain("identity", names);
        Assert.DoesNotContain("step", names);
        Assert.DoesNotContain("softmax", names);
    }

    [Fact]
    public void Rejects_data_without_a_test_part()
    {
        string table = _folder.Write("bars.csv", Bars.Table(20, seed: 1));
        var error = Assert.Throws<InvalidInputException>(() =>
            NetworkComparison.Run(Settings with { Source = table }, cancellation: TestContext.Current.CancellationToken)
        );
        Assert.StartsWith("bars.csv: expected data with a test part, found none.", error.Message, StringComparison.Ordinal);
    }

    private static double TrainByHand(ComparisonSettings settings, ulong seed)
    {
        var source = DataSource.Open(settings.Source!);
        Samples<byte> train = source.Load(DataSplit.Train)!.Samples,
            test = source.Load(DataSplit.Test)!.Samples;
        var network = Network.Create(
            NetworkDefinition.Dense(train.Shape, [6], train.ClassNames, Activation.ReLU, Activation.Softmax),
            seed
        );
        TrainingOptions options = new()
        {
            Optimizer = new Adam(),
            Epochs = 2,
            BatchSize = 16,
            Seed = seed,
            Threads = 1,
        };
        return Evaluation.Measure(new Trainer(options).Train(network, train).Network, test).Metrics.MicroAccuracy;
    }
}
