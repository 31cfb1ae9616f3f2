using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>A comparison whose trainings are divided among processes, against that of one process.</summary>
public sealed class DividedComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ComparisonSettings Settings =>
        new()
        {
            Source = Bars.WriteSource(_folder, 80, 40),
            Optimizers = [new GradientDescent(), new Momentum(0.1f, 0.9f)],
            Activations = [Activation.ReLU, Activation.Maxout(3)],
            Hidden = [6],
            Epochs = 2,
            BatchSize = 16,
            Seeds = 2,
            Threads = 1,
        };

    [Theory]
    [InlineData("")]
    [InlineData("1,2")]
    [InlineData("2,1")]
    [InlineData("3,2,1")]
    [InlineData("1")]
    public void Has_the_same_rows(string way)
    {
        var expected = NetworkComparison.Run(Settings, null, Cancellation);
        ComparisonSettings divided = Settings with { Checkpoints = new Checkpointing(_folder["runs"]) { KeepAtEnd = true } };
        DividedRuns.Train(way, _folder["runs"], _ => NetworkComparison.LoadRuns(divided, null, Cancellation));
        var comparison = NetworkComparison.Run(divided, null, Cancellation);
        Assert.Equal(expected.Optimizers.Select(Figures), comparison.Optimizers.Select(Figures));
        Assert.Equal(expected.Activations.Select(Figures), comparison.Activations.Select(Figures));
        Assert.All(comparison.Activations, row => Assert.True(row.Seconds.Mean > 0));
        Assert.False(Directory.Exists(_folder["runs"]));
    }

    [Fact]
    public void Canceled_it_resumes()
    {
        IRunSet runs = NetworkComparison.LoadRuns(Settings, null, Cancellation);
        RunFolder folder = new(_folder["runs"]);
        Assert.False(folder.Train(runs, 2, new CancellationToken(canceled: true)));
        Assert.Equal([folder.UnfinishedOf(runs.NameOf(2))], folder.Checkpoints());
        Assert.True(folder.Train(runs, 2, Cancellation));
        Assert.Equal([folder.FinishedOf(runs.NameOf(2))], folder.Checkpoints());
    }

    [Fact]
    public void Every_run_has_a_name_of_its_own_that_is_a_file_name()
    {
        IRunSet runs = NetworkComparison.LoadRuns(Settings, null, Cancellation);
        string[] names = [.. Enumerable.Range(0, runs.Count).Select(runs.NameOf)];
        Assert.Equal(8, names.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("optimizer-sgd-at-0.1-seed-1", names[0]);
        Assert.Equal("activation-maxout-3-seed-2", names[^1]);
    }

    private static (string, int, Spread, Spread) Figures(ComparisonRow row) => (row.Name, row.Parameters, row.Accuracy, row.Loss);
}
