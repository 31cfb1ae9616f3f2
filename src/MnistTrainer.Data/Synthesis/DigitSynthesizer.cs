using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Synthesizes handwritten digits from <see cref="Allographs"/> and a seed. Each digit has its own random stream and all arithmetic is
/// exactly specified, so the result is the same with any number of threads and on any machine.
/// </summary>
public static class DigitSynthesizer
{
    /// <summary>The maximum number of digits per call, whose pixels take 784 MB.</summary>
    public const int MaximumCount = 1_000_000;

    // Training digits are distorted up to the limit of legibility, since that improves accuracy on ordinary handwriting (a network trained
    // with half the distortion makes two thirds more errors on MNIST). Test digits are written as people write.
    private const double TrainDistortion = 1.0;
    private const double TestDistortion = 0.5;

    private const int DigitsPerReport = 500;

    private static readonly Shape Image = Shape.Image(DigitFrame.Size, DigitFrame.Size);

    private static readonly string[] ClassNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private static readonly (Allograph[] Allographs, double[] Probabilities)[] ByDigit =
    [
        .. Enumerable
            .Range(0, 10)
            .Select(digit => Allographs.All.Where(allograph => allograph.Digit == digit).ToArray())
            .Select(allographs => (allographs, Usage.Probabilities(allographs))),
    ];

    /// <summary>
    /// Synthesizes digits in random order with balanced classes, framed as in MNIST: 28x28 pixels, 0 for background and 255 for ink, the
    /// longer side 20 pixels, the center of mass as close to pixel 14,14 as whole pixels and the edges allow.
    /// </summary>
    /// <param name="count">The number of digits, 1 to <see cref="MaximumCount"/>.</param>
    /// <param name="seed">The seed. The same seed gives the same digits.</param>
    /// <param name="split">
    /// The split. The two splits of a seed share no random numbers. Training digits are strongly distorted, test digits are written as people
    /// write.
    /// </param>
    /// <param name="progress">Receives the number of digits written, at intervals and from any thread.</param>
    /// <param name="cancellation">Cancels between digits.</param>
    /// <exception cref="InvalidInputException">The count is out of range.</exception>
    public static Samples<byte> Synthesize(
        int count,
        int seed,
        DataSplit split,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default
    )
    {
        CheckCount(count);
        return Draw(BalancedLabels(count, seed, split), seed, split, progress, cancellation);
    }

    /// <summary>
    /// Synthesizes digits to calibrate probabilities on, with every amount of distortion up to the limit of legibility. A network makes more errors
    /// on them than on the test digits of <see cref="Synthesize"/>, as it does on the handwriting of people whose digits it was not trained on.
    /// </summary>
    /// <param name="count">The number of digits, 1 to <see cref="MaximumCount"/>.</param>
    /// <param name="seed">The seed. The same seed gives the same digits. Sets to train on have other seeds.</param>
    /// <param name="cancellation">Cancels between digits.</param>
    /// <exception cref="InvalidInputException">The count is out of range.</exception>
    public static Samples<byte> SynthesizeForCalibration(int count, int seed, CancellationToken cancellation = default)
    {
        CheckCount(count);
        int[] labels = BalancedLabels(count, seed, DataSplit.Test);
        return Draw(labels, StreamSeed(seed, DataSplit.Test), random => random.NextDouble(), progress: null, cancellation);
    }

    /// <summary>Returns the labels of a set, in order.</summary>
    internal static int[] BalancedLabels(int count, int seed, DataSplit split)
    {
        PortableRandom random = PortableRandom.Create(StreamSeed(seed, split), ulong.MaxValue);
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
            labels[i] = i % ClassNames.Length;
        for (int i = count - 1; i > 0; i--)
        {
            int j = random.NextInt(i + 1);
            (labels[i], labels[j]) = (labels[j], labels[i]);
        }

        return labels;
    }

    /// <summary>Draws the first digits of a set, one per label.</summary>
    internal static Samples<byte> Draw(int[] labels, int seed, DataSplit split, IProgress<int>? progress, CancellationToken cancellation)
    {
        double distortion = split == DataSplit.Train ? TrainDistortion : TestDistortion;
        return Draw(labels, StreamSeed(seed, split), _ => distortion, progress, cancellation);
    }

    private static Samples<byte> Draw(
        int[] labels,
        ulong stream,
        Func<PortableRandom, double> distortion,
        IProgress<int>? progress,
        CancellationToken cancellation
    )
    {
        byte[] pixels = new byte[labels.Length * Image.Size];
        int written = 0;
        Parallel.For(
            0,
            labels.Length,
            new ParallelOptions { CancellationToken = cancellation },
            i =>
            {
                PortableRandom random = PortableRandom.Create(stream, (ulong)i);
                Draw(Choose(labels[i], random), distortion(random), random, pixels.AsSpan(i * Image.Size, Image.Size));
                int done = Interlocked.Increment(ref written);
                if (done % DigitsPerReport == 0 || done == labels.Length)
                    progress?.Report(done);
            }
        );
        return new Samples<byte>(Image, pixels, labels, ClassNames);
    }

    /// <summary>Draws one digit of this allograph into 28x28 bytes, with any instrument.</summary>
    internal static void Draw(Allograph allograph, double distortion, PortableRandom random, Span<byte> image) =>
        Draw(allograph, WritingInstrument.Choose(random), distortion, random, image);

    /// <summary>Draws one digit of this allograph into 28x28 bytes.</summary>
    internal static void Draw(Allograph allograph, WritingInstrument instrument, double distortion, PortableRandom random, Span<byte> image)
    {
        List<Point[]> lines = new HandwritingStyle(random, distortion).Write(allograph);
        StrokeImage.Draw(
            lines.ConvertAll(line => instrument.Lead(line, random)),
            new PenModel(random, instrument, distortion),
            random,
            image
        );
    }

    /// <summary>Chooses an allograph of a digit at random, by <see cref="Usage"/>.</summary>
    internal static Allograph Choose(int digit, PortableRandom random)
    {
        (Allograph[] allographs, double[] probabilities) = ByDigit[digit];
        double rest = random.NextDouble();
        int chosen = 0;
        while (chosen < allographs.Length - 1 && rest >= probabilities[chosen])
            rest -= probabilities[chosen++];
        return allographs[chosen];
    }

    private static void CheckCount(int count)
    {
        if (count is < 1 or > MaximumCount)
            throw new InvalidInputException("synthesis", $"a count from 1 to {MaximumCount}", $"{count}", "Use a count in this range");
    }

    private static ulong StreamSeed(int seed, DataSplit split) => ((ulong)(uint)seed << 1) | (ulong)split;
}
