using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Data that is trained on from a file of rows.</summary>
public sealed class StoredDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingListener _listener = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("500MB", 500_000_000L)]
    [InlineData("0.5 gb", 500_000_000L)]
    [InlineData("200000KB", 200_000_000L)]
    [InlineData("512MiB", 512L << 20)]
    [InlineData("1.5GiB", 3L << 29)]
    [InlineData("199MB", null)]
    [InlineData("500", null)]
    [InlineData("MB", null)]
    [InlineData("-500MB", null)]
    [InlineData("1e9GB", null)]
    [InlineData("1,000MB", null)]
    [InlineData("99999999999999GB", null)]
    public void Reads_sizes(string text, long? bytes) => Assert.Equal(bytes, MemoryBudget.Parse(text)?.Bytes);

    [Fact]
    public void Trains_on_a_table_that_is_converted()
    {
        string path = SyntheticData.WriteCsv(_folder["digits.csv"], SyntheticData.Digits.Train);
        TrainingData data = Load(new() { Source = path, ValidationFraction = 0.1 });
        using RowFile file = data.Stored!.File;
        Assert.Equal($"{path}.rows", file.Path);
        Assert.Equal((600, 60, 54, 486), (file.Count, data.Test.Count, data.Validation!.Count, data.TrainCount));
        Assert.Equal(
            [
                new DataLoadedNote("digits.csv", 600, Shape.Image(28, 28), 10, IsDefault: false),
                new RowsStoredNote($"{path}.rows", 486),
                new TestHeldOutNote("digits.csv", 60) { IsOfEveryClass = false },
                new ValidationHeldOutNote(54),
            ],
            _listener.Notes
        );
        Assert.Equal(["Converting digits.csv", "Reading the test images", "Reading the validation images"], _listener.Phases);
        TrainedModel model = SyntheticData.Quick.Train(data, cancellation: Cancellation);
        Assert.Equal((486, 54, 3), (model.Data.TrainCount, model.Data.ValidationCount, model.Training.Epochs.Count));
        Assert.True(model.Test.Metrics.MicroAccuracy > 0.3, $"{model.Test.Metrics.MicroAccuracy}");
        Assert.Equal(model.Network.Parameters, SyntheticData.Quick.Train(data, cancellation: Cancellation).Network.Parameters);
    }

    [Fact]
    public void Measures_on_the_test_part_and_on_a_validation_source()
    {
        new SyntheticDigits { TrainCount = 90, TestCount = 20 }.Write(_folder["digits"], cancellation: Cancellation);
        string other = SyntheticData.WriteCsv(_folder["other.csv"], SyntheticData.Digits.Test);
        TrainingData data = Load(new() { Source = _folder["digits"], ValidationSource = other });
        using RowFile file = data.Stored!.File;
        Assert.Equal((90, 20, 80), (data.TrainCount, data.Test.Count, data.Validation!.Count));
        Dataset test = DataSource.Open(_folder["digits"], cancellation: Cancellation).Load(DataSplit.Test, cancellation: Cancellation)!;
        for (int row = 0; row < 20; row++)
            Assert.Equal(test.Samples.Row(row), data.Test.Row(row));
    }

    [Fact]
    public void Rejects_what_does_not_fit_into_the_memory()
    {
        string path = SyntheticData.WriteCsv(_folder["bars.csv"], SyntheticData.Bars(100));
        AssertRejected(new() { Source = path, Added = ["more"] }, "Added images require all data in memory");
        AssertRejected(new() { Source = path, SampleWeights = "w.txt" }, "Sample weights require all data in memory");
        AssertRejected(new() { Source = path, Without = "s.csv" }, "A list of suspicious samples requires all data in memory");
        Recipe large = SyntheticData.Quick with { Network = new() { HiddenUnits = [100_000] } };
        AssertRejected(new() { Source = path, MemoryFor = large }, "the memory for training: expected at least");
        TrainingData data = Load(new() { Source = path });
        using RowFile file = data.Stored!.File;
        var error = Assert.Throws<InvalidInputException>(() =>
            new CrossValidationExperiment(SyntheticData.Quick, 3).Run(data, cancellation: Cancellation)
        );
        Assert.Contains("cross-validation: expected all samples in memory", error.Message, StringComparison.Ordinal);
    }

    /// <summary>What is held in memory is within the budget, whatever the images and the network.</summary>
    [Theory]
    [InlineData(28, 1, 300, 250)]
    [InlineData(28, 1, 300, 4000)]
    [InlineData(224, 3, 10, 1000)]
    [InlineData(1, 1, 1, 200)]
    public void Divides_the_memory(int side, int channels, int units, int megabytes)
    {
        NetworkDefinition network = (SyntheticData.Quick with { Network = new() { HiddenUnits = [units] } }).Define(
            new Shape(channels, side, side),
            ["a", "b"]
        );
        MemoryBudget budget = new(megabytes * 1_000_000L);
        long row = network.InputShape.Size + 12;
        long used = ((2L * budget.HeldOutRows(network)) + budget.BufferRows(network)) * row;
        Assert.InRange(used + (64L * network.CountParameters()), 0, budget.Bytes - 160_000_000);
        Assert.True(budget.BufferRows(network) > 0 && budget.HeldOutRows(network) > 0);
    }

    private void AssertRejected(DataSelection selection, string message)
    {
        var error = Assert.Throws<InvalidInputException>(() => Load(selection));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private TrainingData Load(DataSelection selection) =>
        (selection with { Memory = MemoryBudget.Parse("250MB") }).Load(_listener, Cancellation);
}
