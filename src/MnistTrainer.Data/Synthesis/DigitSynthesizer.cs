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

    private const int DigitsPerReport = 500;

    private static readonly string[] ClassNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private static readonly Allograph[][] ByDigit =
        [.. Enumerable.Range(0, 10).Select(digit => Allographs.All.Where(allograph => allograph.Digit == digit).ToArray())];

    /// <summary>
    /// Writes digits in random order, of each class as many as of any other or one more, framed as MNIST's: 28x28 pixels, 0 for paper and
    /// 255 for ink, the longer side 20 pixels, the centre of mass nearest to pixel 14,14.
    /// </summary>
    /// <param name="count">1 to <see cref="MaximumCount"/>.</param>
    /// <param name="seed">The same seed gives the same digits.</param>
    /// <param name="split">The two parts of one seed share no random numbers.</param>
    /// <param name="progress">Told now and then how many digits are written, from any thread.</param>
    /// <param name="cancellation">Stops between two digits.</param>
    /// <exception cref="InvalidInputException">The count is out of range.</exception>
    public static Samples<byte> Synthesize(
        int count, int seed, DataSplit split, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        if (count is < 1 or > MaximumCount)
            throw new InvalidInputException("synthesis", $"a count from 1 to {MaximumCount}", $"{count}", "Ask for fewer or more digits");
        ulong part = ((ulong)(uint)seed << 1) | (ulong)split;
        int[] labels = BalancedLabels(count, RandomStream.Of(part, ulong.MaxValue));
        byte[] pixels = new byte[count * DigitFrame.Size * DigitFrame.Size];
        int written = 0;
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            Span<byte> picture = pixels.AsSpan(i * DigitFrame.Size * DigitFrame.Size, DigitFrame.Size * DigitFrame.Size);
            var random = RandomStream.Of(part, (ulong)i);
            Draw(Choose(labels[i], random), random, picture);
            int done = Interlocked.Increment(ref written);
            if (done % DigitsPerReport == 0 || done == count)
                progress?.Report(done);
        });
        return new Samples<byte>(Shape.Picture(DigitFrame.Size, DigitFrame.Size), pixels, labels, ClassNames);
    }

    /// <summary>Writes one digit of this shape into 28x28 bytes.</summary>
    internal static void Draw(Allograph allograph, RandomStream random, Span<byte> picture)
    {
        List<Point[]> lines = new Hand(random).Write(allograph);
        var pen = new Pen(random);
        List<double[]> radii = lines.ConvertAll(pen.Radii);
        DigitFrame.FitToBox(lines, radii);
        var ink = new Ink(softness: random.Between(0.9, 1.6));
        for (int l = 0; l < lines.Count; l++)
            ink.Draw(lines[l], radii[l]);
        DigitFrame.Centre(ink, picture);
    }

    private static Allograph Choose(int digit, RandomStream random)
    {
        Allograph[] allographs = ByDigit[digit];
        double rest = random.Unit() * allographs.Sum(allograph => allograph.Frequency);
        int chosen = 0;
        while (chosen < allographs.Length - 1 && rest >= allographs[chosen].Frequency)
            rest -= allographs[chosen++].Frequency;
        return allographs[chosen];
    }

    private static int[] BalancedLabels(int count, RandomStream random)
    {
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
}
