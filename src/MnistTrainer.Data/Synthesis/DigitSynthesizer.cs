using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Writes digits as hands write them, out of nothing but <see cref="Allographs"/> and a seed. Each digit has random numbers of its own,
/// so the same digits come out in any number of threads and, as no rounding is left to the platform, on any machine.
/// </summary>
public static class DigitSynthesizer
{
    /// <summary>The most digits that one call writes: their pixels fill 784 MB.</summary>
    public const int MaximumCount = 1_000_000;

    // What is learned from goes to the limit of what can be read, since a network that reads it reads the ordinary all the better
    // (one taught with half of it misreads two thirds more of MNIST); what is measured on is written as people write.
    private const double TrainWildness = 1.0;
    private const double TestWildness = 0.5;

    private const int DigitsPerReport = 500;

    private static readonly Shape Image = Shape.Image(DigitFrame.Size, DigitFrame.Size);

    private static readonly string[] ClassNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private static readonly Allograph[][] ByDigit =
    [
        .. Enumerable.Range(0, 10).Select(digit => Allographs.All.Where(allograph => allograph.Digit == digit).ToArray()),
    ];

    /// <summary>
    /// Writes digits in random order, of each class as many as of any other or one more, framed as MNIST's: 28x28 pixels, 0 for paper and
    /// 255 for ink, the longer side 20 pixels, the center of mass as near to pixel 14,14 as whole pixels and the image's edge allow.
    /// </summary>
    /// <param name="count">1 to <see cref="MaximumCount"/>.</param>
    /// <param name="seed">The same seed gives the same digits.</param>
    /// <param name="split">
    /// The two parts of one seed share no random numbers. Digits to learn from are written wildly, those to measure on as people write.
    /// </param>
    /// <param name="progress">Told now and then how many digits are written, from any thread.</param>
    /// <param name="cancellation">Stops between two digits.</param>
    /// <exception cref="InvalidInputException">The count is out of range.</exception>
    public static Samples<byte> Synthesize(
        int count,
        int seed,
        DataSplit split,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default
    )
    {
        if (count is < 1 or > MaximumCount)
            throw new InvalidInputException("synthesis", $"a count from 1 to {MaximumCount}", $"{count}", "Ask for fewer or more digits");
        return Draw(BalancedLabels(count, seed, split), seed, split, progress, cancellation);
    }

    /// <summary>The classes of the digits of a set, in order.</summary>
    internal static int[] BalancedLabels(int count, int seed, DataSplit split)
    {
        RandomStream random = RandomStream.Of(Part(seed, split), ulong.MaxValue);
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
            labels[i] = i % ClassNames.Length;
        for (int i = count - 1; i > 0; i--)
        {
            int j = random.Index(i + 1);
            (labels[i], labels[j]) = (labels[j], labels[i]);
        }

        return labels;
    }

    /// <summary>Writes the first digits of a set, as many as there are labels.</summary>
    internal static Samples<byte> Draw(int[] labels, int seed, DataSplit split, IProgress<int>? progress, CancellationToken cancellation)
    {
        double wildness = split == DataSplit.Train ? TrainWildness : TestWildness;
        byte[] pixels = new byte[labels.Length * Image.Size];
        int written = 0;
        Parallel.For(
            0,
            labels.Length,
            new ParallelOptions { CancellationToken = cancellation },
            i =>
            {
                RandomStream random = RandomStream.Of(Part(seed, split), (ulong)i);
                Draw(Choose(labels[i], random), wildness, random, pixels.AsSpan(i * Image.Size, Image.Size));
                int done = Interlocked.Increment(ref written);
                if (done % DigitsPerReport == 0 || done == labels.Length)
                    progress?.Report(done);
            }
        );
        return new Samples<byte>(Image, pixels, labels, ClassNames);
    }

    /// <summary>Writes one digit of this shape into 28x28 bytes.</summary>
    internal static void Draw(Allograph allograph, double wildness, RandomStream random, Span<byte> image)
    {
        List<Point[]> lines = new Hand(random, wildness).Write(allograph);
        var pen = new Pen(random, wildness);
        List<double[]> radii = lines.ConvertAll(pen.Radii);
        DigitFrame.FitToBox(lines, radii);
        var ink = new Ink(softness: random.Between(0.9, 1.6));
        for (int l = 0; l < lines.Count; l++)
            ink.Draw(lines[l], radii[l]);
        DigitFrame.Center(ink, image);
    }

    /// <summary>One of the shapes of a digit, as often as people write it.</summary>
    internal static Allograph Choose(int digit, RandomStream random)
    {
        Allograph[] allographs = ByDigit[digit];
        double rest = random.Unit() * allographs.Sum(allograph => allograph.Frequency);
        int chosen = 0;
        while (chosen < allographs.Length - 1 && rest >= allographs[chosen].Frequency)
            rest -= allographs[chosen++].Frequency;
        return allographs[chosen];
    }

    private static ulong Part(int seed, DataSplit split) => ((ulong)(uint)seed << 1) | (ulong)split;
}
