using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

public sealed class SyntheticDigitsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writes_both_splits_as_loadable_files_and_reports_progress()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Reports reports = new();

        new SyntheticDigits
        {
            TrainCount = 700,
            TestCount = 40,
            Seed = 3,
        }.Write(_folder["new"], reports, cancellation);

        AssertEqual(
            DigitSynthesizer.Synthesize(700, 3, DataSplit.Train, cancellation: cancellation),
            Load(_folder["new"], DataSplit.Train)
        );
        AssertEqual(DigitSynthesizer.Synthesize(40, 3, DataSplit.Test, cancellation: cancellation), Load(_folder["new"], DataSplit.Test));
        Assert.Equal(740, reports.Values.Max());
        Assert.All(reports.Values, value => Assert.InRange(value, 1, 740));
    }

    private static void AssertEqual(Samples<byte> expected, Samples actual)
    {
        Samples<byte> bytes = Assert.IsType<Samples<byte>>(actual);
        Assert.Equal(expected.ClassNames, bytes.ClassNames);
        Assert.Equal(expected.Labels, bytes.Labels);
        Assert.Equal(DigitSynthesizerTests.Images(expected), DigitSynthesizerTests.Images(bytes));
    }

    private static Samples<byte> Load(string folder, DataSplit split) =>
        IdxLoader
            .Load(IdxFileNames.FindImages(DataFolder.OnDisk(folder), split)[0].Path, cancellation: TestContext.Current.CancellationToken)
            .Samples;

    private sealed class Reports : IProgress<int>
    {
        private readonly Lock _lock = new();

        public List<int> Values { get; } = [];

        public void Report(int value)
        {
            lock (_lock)
                Values.Add(value);
        }
    }
}
