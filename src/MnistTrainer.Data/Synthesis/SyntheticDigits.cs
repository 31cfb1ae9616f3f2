using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A data set of synthetic digits in four files. The defaults produce <c>datasets/digits</c>.</summary>
public sealed record SyntheticDigits
{
    /// <summary>The number of training digits, 1 to <see cref="DigitSynthesizer.MaximumCount"/>. Default: 60,000.</summary>
    public int TrainCount { get; init; } = 60_000;

    /// <summary>The number of test digits, 1 to <see cref="DigitSynthesizer.MaximumCount"/>. Default: 8,000.</summary>
    public int TestCount { get; init; } = 8_000;

    /// <summary>The seed. The same seed gives the same digits. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Writes the four gzipped IDX files under MNIST's names.</summary>
    /// <param name="folder">The folder, created if it does not exist. Existing files of the same names are replaced.</param>
    /// <param name="progress">Receives the number of digits written in both splits, at intervals and from any thread.</param>
    /// <param name="cancellation">Cancels between digits; no file is written before all digits are drawn.</param>
    /// <exception cref="InvalidInputException">A count is out of range.</exception>
    public void Write(string folder, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        Samples<byte> train = DigitSynthesizer.Synthesize(TrainCount, Seed, DataSplit.Train, progress, cancellation);
        IProgress<int>? testProgress = progress is null ? null : new OffsetProgress(TrainCount, progress);
        Samples<byte> test = DigitSynthesizer.Synthesize(TestCount, Seed, DataSplit.Test, testProgress, cancellation);
        IdxWriter.Write(folder, DataSplit.Train, train);
        IdxWriter.Write(folder, DataSplit.Test, test);
    }

    private sealed class OffsetProgress(int offset, IProgress<int> progress) : IProgress<int>
    {
        public void Report(int value) => progress.Report(offset + value);
    }
}
