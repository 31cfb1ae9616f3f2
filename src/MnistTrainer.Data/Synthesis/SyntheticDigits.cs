using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A data set of synthesized digits as four files; <c>datasets/digits</c> is what the defaults give.</summary>
public sealed record SyntheticDigits
{
    /// <summary>Digits to learn from, 1 to <see cref="DigitSynthesizer.MaximumCount"/>. Default 60,000.</summary>
    public int TrainCount { get; init; } = 60_000;

    /// <summary>Digits to measure on, 1 to <see cref="DigitSynthesizer.MaximumCount"/>. Default 8,000.</summary>
    public int TestCount { get; init; } = 8_000;

    /// <summary>The same seed gives the same digits. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Writes the four gzipped IDX files under MNIST's names.</summary>
    /// <param name="folder">Where to; made if it is not there. Files of the same names are replaced.</param>
    /// <param name="progress">Told now and then how many digits of both parts are written, from any thread.</param>
    /// <param name="cancellation">Stops between two digits; no file is touched before all are drawn.</param>
    /// <exception cref="InvalidInputException">A count is out of range.</exception>
    public void Write(string folder, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        Samples<byte> train = DigitSynthesizer.Synthesize(TrainCount, Seed, DataSplit.Train, progress, cancellation);
        IProgress<int>? further = progress is null ? null : new ProgressAfter(TrainCount, progress);
        Samples<byte> test = DigitSynthesizer.Synthesize(TestCount, Seed, DataSplit.Test, further, cancellation);
        IdxWriter.Write(folder, DataSplit.Train, train);
        IdxWriter.Write(folder, DataSplit.Test, test);
    }

    private sealed class ProgressAfter(int before, IProgress<int> progress) : IProgress<int>
    {
        public void Report(int value) => progress.Report(before + value);
    }
}
