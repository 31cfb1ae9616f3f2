using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Synthesizes what an image may contain instead of a single digit: a letter or sign, a scribble, several digits, or a fragment from a wrong
/// cut; and digits, which are half of a set. All shapes are framed as in MNIST. Used to train and evaluate the recognizer's rejections.
/// </summary>
public static class ShapeSynthesizer
{
    /// <summary>The kinds of shapes, in label order.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["digit", "letter", "scribble", "several", "part"];

    private const int Digit = 0;
    private const int Letter = 1;
    private const int Scribble = 2;
    private const int MultipleDigits = 3;

    private static readonly Shape Image = Shape.Image(DigitFrame.Size, DigitFrame.Size);

    /// <summary>Synthesizes a set and writes it as gzipped IDX files: training shapes, and 2 test shapes for every 15 of them.</summary>
    /// <param name="folder">The folder, created if it does not exist. Existing files of the same names are replaced.</param>
    /// <param name="count">The number of training shapes, 1 to <see cref="DigitSynthesizer.MaximumCount"/>.</param>
    /// <param name="seed">The seed. The same seed gives the same shapes.</param>
    /// <param name="digits">As for <see cref="Synthesize"/>, one set for each split.</param>
    /// <param name="progress">Receives the number of training shapes that are drawn, from any thread. Default: none.</param>
    /// <param name="cancellation">Cancels drawing; files are written afterwards.</param>
    /// <exception cref="InvalidInputException">The count is out of range, or the digits have a different size.</exception>
    /// <exception cref="OperationCanceledException">Drawing was cancelled.</exception>
    public static void Write(
        string folder,
        int count,
        int seed,
        (Samples<byte>? Train, Samples<byte>? Test) digits,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default
    )
    {
        int testCount = Math.Max(1, (int)(count * 2L / 15));
        Samples<byte> train = Synthesize(count, seed, DataSplit.Train, digits.Train, progress, cancellation),
            test = Synthesize(testCount, seed, DataSplit.Test, digits.Test, null, cancellation);
        IdxWriter.Write(folder, DataSplit.Train, train);
        IdxWriter.Write(folder, DataSplit.Test, test);
        AtomicFile.Write(
            Path.Combine(folder, IdxClassNames.FileName),
            file => file.Write(Encoding.ASCII.GetBytes(string.Join('\n', Kinds) + "\n"))
        );
    }

    /// <summary>Synthesizes a set.</summary>
    /// <param name="count">The number of shapes, 1 to <see cref="DigitSynthesizer.MaximumCount"/>.</param>
    /// <param name="seed">The seed. The same seed gives the same shapes.</param>
    /// <param name="split">The split. The two splits of a seed share no random numbers.</param>
    /// <param name="digits">Handwritten 28x28 digits that provide every other digit of the set, or null to synthesize all.</param>
    /// <param name="progress">Receives the number of shapes drawn so far, from any thread. Default: none.</param>
    /// <param name="cancellation">Cancels drawing.</param>
    /// <exception cref="InvalidInputException">The count is out of range, or the digits have a different size.</exception>
    /// <exception cref="OperationCanceledException">Drawing was cancelled.</exception>
    public static Samples<byte> Synthesize(
        int count,
        int seed,
        DataSplit split,
        Samples<byte>? digits = null,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default
    )
    {
        if (count is < 1 or > DigitSynthesizer.MaximumCount)
            throw new InvalidInputException(
                "synthesis",
                $"a count from 1 to {DigitSynthesizer.MaximumCount}",
                $"{count}",
                "Use a count in this range"
            );
        if (digits is not null && digits.Shape != Image)
            throw new InvalidInputException("digits", $"images of {Image}", $"{digits.Shape}", "Use digits framed as in MNIST");
        byte[] pixels = new byte[count * Image.Size];
        int[] labels = new int[count];
        int drawn = 0;
        Parallel.For(
            0,
            count,
            new ParallelOptions { CancellationToken = cancellation },
            i =>
            {
                PortableRandom random = PortableRandom.Create(((ulong)(uint)seed << 1) | (ulong)split, ~(ulong)i);
                Span<byte> image = pixels.AsSpan(i * Image.Size, Image.Size);
                labels[i] = i % 2 == 0 ? Digit : 1 + (i / 2 % (Kinds.Count - 1));
                if (labels[i] == Digit && digits is not null && i % 4 == 0)
                    digits.Row(random.NextInt(digits.Count)).CopyTo(image);
                else
                    Draw(labels[i], random, image);
                progress?.Report(Interlocked.Increment(ref drawn));
            }
        );
        return new Samples<byte>(Image, pixels, labels, Kinds);
    }

    private static void Draw(int kind, PortableRandom random, Span<byte> image)
    {
        double distortion = random.NextDouble();
        HandwritingStyle handwriting = new(random, distortion);
        List<Point[]> lines = kind switch
        {
            Digit => handwriting.Write(AnyDigit(random)),
            Letter => handwriting.Write(Letters.All[random.NextInt(Letters.All.Count)]),
            Scribble => Scribbles.Draw(random),
            MultipleDigits => DigitRow.Write(handwriting, random),
            _ => DigitRow.WritePart(handwriting, random),
        };
        PenModel pen = new(random, WritingInstrument.Choose(random), distortion);
        double scale = kind is Digit or Letter ? 1 : random.NextDouble(0.5, 1);
        List<double[]> radii = lines.ConvertAll(line => Array.ConvertAll(pen.Radii(line), radius => scale * radius));
        StrokeImage.Draw(lines, radii, random, image);
    }

    /// <summary>Chooses a digit uniformly, and an allograph of it.</summary>
    internal static Allograph AnyDigit(PortableRandom random) => DigitSynthesizer.Choose(random.NextInt(10), random);
}
