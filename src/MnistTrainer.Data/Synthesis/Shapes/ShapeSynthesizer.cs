using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Draws what an image may show where one digit was asked for: a digit, a letter or sign, a scribble, several digits, or what a cut at the wrong place
/// leaves of digits; all framed as MNIST frames digits. From it the recognizer's rejections are learned and measured. Half of a set are digits.
/// </summary>
public static class ShapeSynthesizer
{
    /// <summary>The kinds of shapes, in the order of the labels.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["digit", "letter", "scribble", "several", "part"];

    private const int Digit = 0;
    private const int Letter = 1;
    private const int Scribble = 2;
    private const int MultipleDigits = 3;

    private static readonly Shape Image = Shape.Image(DigitFrame.Size, DigitFrame.Size);

    /// <summary>Draws a set and writes it as gzipped IDX files: shapes to learn from, and 2 for every 15 of them to measure on.</summary>
    /// <param name="folder">Where to; made if it is not there. Files of the same names are replaced.</param>
    /// <param name="count">Shapes to learn from, 1 to <see cref="DigitSynthesizer.MaximumCount"/>.</param>
    /// <param name="seed">The same seed gives the same shapes.</param>
    /// <param name="digits">As for <see cref="Synthesize"/>; of those to measure on, digits are taken from the second of these.</param>
    /// <exception cref="InvalidInputException">The count is out of range, or the digits are of another size.</exception>
    public static void Write(string folder, int count, int seed, (Samples<byte>? Train, Samples<byte>? Test) digits)
    {
        IdxWriter.Write(folder, DataSplit.Train, Synthesize(count, seed, DataSplit.Train, digits.Train));
        IdxWriter.Write(folder, DataSplit.Test, Synthesize(Math.Max(1, (int)(count * 2L / 15)), seed, DataSplit.Test, digits.Test));
        AtomicFile.Write(
            Path.Combine(folder, IdxClassNames.FileName),
            file => file.Write(Encoding.ASCII.GetBytes(string.Join('\n', Kinds) + "\n"))
        );
    }

    /// <summary>Draws a set.</summary>
    /// <param name="count">1 to <see cref="DigitSynthesizer.MaximumCount"/>.</param>
    /// <param name="seed">The same seed gives the same shapes.</param>
    /// <param name="split">The two parts of one seed share no random numbers.</param>
    /// <param name="digits">Digits of 28x28 that hands have written, of which every other digit of the set is taken; null where all are drawn.</param>
    /// <exception cref="InvalidInputException">The count is out of range, or the digits are of another size.</exception>
    public static Samples<byte> Synthesize(int count, int seed, DataSplit split, Samples<byte>? digits = null)
    {
        if (count is < 1 or > DigitSynthesizer.MaximumCount)
            throw new InvalidInputException(
                "synthesis",
                $"a count from 1 to {DigitSynthesizer.MaximumCount}",
                $"{count}",
                "Ask for fewer or more shapes"
            );
        if (digits is not null && digits.Shape != Image)
            throw new InvalidInputException("digits", $"images of {Image}", $"{digits.Shape}", "Give digits framed as MNIST's");
        byte[] pixels = new byte[count * Image.Size];
        int[] labels = new int[count];
        Parallel.For(
            0,
            count,
            i =>
            {
                RandomStream random = RandomStream.Of(((ulong)(uint)seed << 1) | (ulong)split, ~(ulong)i);
                Span<byte> image = pixels.AsSpan(i * Image.Size, Image.Size);
                labels[i] = i % 2 == 0 ? Digit : 1 + (i / 2 % (Kinds.Count - 1));
                if (labels[i] == Digit && digits is not null && i % 4 == 0)
                    digits.Row(random.Index(digits.Count)).CopyTo(image);
                else
                    Draw(labels[i], random, image);
            }
        );
        return new Samples<byte>(Image, pixels, labels, Kinds);
    }

    private static void Draw(int kind, RandomStream random, Span<byte> image)
    {
        double wildness = random.Unit();
        Hand hand = new(random, wildness);
        List<Point[]> lines = kind switch
        {
            Digit => hand.Write(AnyDigit(random)),
            Letter => hand.Write(Letters.All[random.Index(Letters.All.Count)]),
            Scribble => Scribbles.Draw(random),
            MultipleDigits => DigitRow.Write(hand, random),
            _ => DigitRow.WritePart(hand, random),
        };
        Pen pen = new(random, wildness);
        double scale = kind is Digit or Letter ? 1 : random.Between(0.5, 1);
        List<double[]> radii = lines.ConvertAll(line => Array.ConvertAll(pen.Radii(line), radius => scale * radius));
        DigitFrame.FitToBox(lines, radii);
        Ink ink = new(softness: random.Between(0.9, 1.6));
        for (int line = 0; line < lines.Count; line++)
            ink.Draw(lines[line], radii[line]);
        DigitFrame.Center(ink, image);
    }

    /// <summary>A digit of any class, each as often as any other.</summary>
    internal static Allograph AnyDigit(RandomStream random) => DigitSynthesizer.Choose(random.Index(10), random);
}
