using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Compares the sets of UCI, where they were downloaded, with what UCI publishes of them, and opens them by name.</summary>
public sealed class PublishedHandwritingTests
{
    // Of the files' descriptions: for each class, in both parts of pendigits together, in optdigits' test part, and in semeion.
    private static readonly int[] PenClasses = [1143, 1143, 1144, 1055, 1144, 1055, 1056, 1142, 1055, 1055];
    private static readonly int[] OpticalClasses = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180];
    private static readonly int[] SemeionClasses = [161, 162, 159, 159, 161, 159, 161, 158, 155, 158];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Pendigits_has_two_groups_of_writers()
    {
        DataSource source = Open("pendigits");
        Dataset train = source.Load(DataSplit.Train, cancellation: Token)!,
            test = source.Load(DataSplit.Test, cancellation: Token)!;

        Assert.Equal((7494, 3498), (train.Count, test.Count));
        Assert.Equal(PenClasses, Classes(train).Zip(Classes(test), (a, b) => a + b));
        Assert.Contains(train.Findings, finding => finding.EndsWith("of 30 writers", StringComparison.Ordinal));
        Assert.Contains(test.Findings, finding => finding.EndsWith("of 14 writers", StringComparison.Ordinal));
        Assert.Equal(3 * 7494, source.Load(DataSplit.Train, new LoadOptions { PensPerDigit = 3 }, Token)!.Count);
    }

    [Fact]
    public void Optdigits_has_a_test_part_of_other_writers()
    {
        DataSource source = Open("optdigits");
        Dataset test = source.Load(DataSplit.Test, cancellation: Token)!;

        Assert.Equal(1934 + 946, source.Load(DataSplit.Train, cancellation: Token)!.Count);
        Assert.Equal(OpticalClasses, Classes(test));
        Assert.Equal(Shape.Image(28, 28), test.Samples.Shape);
    }

    [Fact]
    public void Semeion_has_one_part()
    {
        DataSource source = Open("semeion");

        Assert.Equal(SemeionClasses, Classes(source.Load(DataSplit.Train, cancellation: Token)!));
        Assert.Null(source.Load(DataSplit.Test, cancellation: Token));
        Assert.Equal(3, source.Load(DataSplit.Train, new LoadOptions { InColor = true }, Token)!.Samples.Shape.Channels);
    }

    private static DataSource Open(string name)
    {
        if (DataLocations.Current.Find(name) is not string folder)
        {
            Assert.Skip($"needs {name}, in the folder that MNIST_TRAINER_DATA names or downloaded");
            return null!;
        }

        return DataSource.Open(folder, cancellation: Token);
    }

    private static IEnumerable<int> Classes(Dataset data) =>
        Enumerable.Range(0, 10).Select(digit => data.Samples.Labels.ToArray().Count(label => label == digit));
}
