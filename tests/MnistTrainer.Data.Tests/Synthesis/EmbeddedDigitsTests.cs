using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

public class EmbeddedDigitsTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot(), "datasets", "digits");

    [Theory]
    [InlineData(DataSplit.Train)]
    [InlineData(DataSplit.Test)]
    public void Files_match_the_output_of_the_defaults(DataSplit split)
    {
        // Each digit has its own random stream, so the first ones represent all; drawing all takes too long for a test.
        const int Compared = 2000;
        SyntheticDigits defaults = new();
        int count = split == DataSplit.Train ? defaults.TrainCount : defaults.TestCount;
        int[] labels = DigitSynthesizer.BalancedLabels(count, defaults.Seed, split);
        Samples<byte> drawn = DigitSynthesizer.Draw(
            labels[..Compared],
            defaults.Seed,
            split,
            progress: null,
            TestContext.Current.CancellationToken
        );

        Samples<byte> held = Load(split);

        Assert.Equal(labels, held.Labels);
        for (int row = 0; row < Compared; row++)
            Assert.Equal(drawn.Row(row), held.Row(row));
    }

    [Fact]
    public void Files_stay_under_8_MB() =>
        Assert.InRange(Directory.EnumerateFiles(Folder).Sum(file => new FileInfo(file).Length), 1, 8_000_000);

    [Fact]
    public void No_image_is_from_MNIST()
    {
        string? data = Environment.GetEnvironmentVariable("MNIST_TRAINER_DATA");
        string mnist = Path.Combine(data ?? "", "mnist");
        if (data is null || !Directory.Exists(mnist))
            Assert.Skip("MNIST_TRAINER_DATA does not name a folder that contains mnist.");
        DataSplit[] splits = [DataSplit.Train, DataSplit.Test];
        HashSet<string> known = [.. splits.SelectMany(split => DigitSynthesizerTests.Images(Load(split, mnist)))];

        Assert.DoesNotContain(DigitSynthesizerTests.Images(Load(DataSplit.Train)), known.Contains);
        Assert.DoesNotContain(DigitSynthesizerTests.Images(Load(DataSplit.Test)), known.Contains);
    }

    private static Samples<byte> Load(DataSplit split, string? folder = null)
    {
        string path = IdxFileNames.FindImages(DataFolder.OnDisk(folder ?? Folder), split)[0].Path;
        return Assert.IsType<Samples<byte>>(IdxLoader.Load(path, cancellation: TestContext.Current.CancellationToken).Samples);
    }

    private static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "MnistTrainer.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
