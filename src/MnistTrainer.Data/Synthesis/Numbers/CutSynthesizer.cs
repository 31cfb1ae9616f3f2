using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Synthesizes what the reader of whole numbers has to decide about: consecutive parts of a line of digits, mostly touching ones, that is cut where
/// digits may touch. Each is shown in its context, as <see cref="DigitLine.DrawInContext"/> does, and is one digit or not. Used to train the network that
/// chooses between cuts.
/// </summary>
public static class CutSynthesizer
{
    /// <summary>The classes, in label order: the ten digits, and whatever is less or more than one digit.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "other"];

    /// <summary>The height and width of an image.</summary>
    public const int Side = 28;

    private const int Other = 10;

    // Images of one number, which is found and cut but once.
    private const int PerNumber = 8;

    // The range of the side of a digit's frame in pixels, as in NumberComposer.
    private const int Smallest = 36;
    private const int Largest = 96;

    // The best of all cuts may leave a digit much of its neighbor's ink. Cuts that match a digit nearly as well are as right; cuts that match all digits
    // much worse than the best are wrong; those between are neither.
    private const double LeastMatch = 0.3;
    private const double NearlyBest = 0.08;
    private const double MuchWorse = 0.25;

    private static readonly NumberPaper[] Papers = [NumberPaper.Black, NumberPaper.White, NumberPaper.Shaded];

    /// <summary>Synthesizes a set and writes it as gzipped IDX files: training images, and 2 test images for every 15 of them.</summary>
    /// <param name="folder">The folder, created if it does not exist. Existing files of the same names are replaced.</param>
    /// <param name="count">The number of training images, 1 to <see cref="DigitSynthesizer.MaximumCount"/>.</param>
    /// <param name="seed">The seed. The same seed gives the same images.</param>
    /// <param name="digits">As for <see cref="Synthesize"/>, one set for each split.</param>
    /// <param name="progress">Receives the number of training images that are drawn, from any thread. Default: none.</param>
    /// <param name="cancellation">Cancels drawing; files are written afterwards.</param>
    /// <exception cref="InvalidInputException">The count is out of range, or the digits have a different size or other classes.</exception>
    /// <exception cref="OperationCanceledException">Drawing was canceled.</exception>
    public static void Write(
        string folder,
        int count,
        int seed,
        (Samples<byte>? Train, Samples<byte>? Test) digits,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default
    ) =>
        SyntheticSet.Write(
            folder,
            count,
            (images, split) =>
                split == DataSplit.Train
                    ? Synthesize(images, seed, split, digits.Train, progress, cancellation)
                    : Synthesize(images, seed, split, digits.Test, progress: null, cancellation)
        );

    /// <summary>Synthesizes a set, labeled by <see cref="Classes"/>. About half of the images are one digit.</summary>
    /// <param name="count">The number of images, 1 to <see cref="DigitSynthesizer.MaximumCount"/>.</param>
    /// <param name="seed">The seed. The same seed gives the same images.</param>
    /// <param name="split">The split. The two splits of a seed share no random numbers.</param>
    /// <param name="digits">Labeled handwritten 28x28 digits that half of the numbers are composed of, or null to synthesize all.</param>
    /// <param name="progress">Receives the number of images drawn so far, from any thread. Default: none.</param>
    /// <param name="cancellation">Cancels drawing.</param>
    /// <exception cref="InvalidInputException">The count is out of range, or the digits have a different size or other classes.</exception>
    /// <exception cref="OperationCanceledException">Drawing was canceled.</exception>
    public static Samples<byte> Synthesize(
        int count,
        int seed,
        DataSplit split,
        Samples<byte>? digits = null,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default
    )
    {
        SyntheticSet.Check(count, digits);
        byte[] pixels = new byte[count * Side * Side];
        int[] labels = new int[count];
        int drawn = 0;
        Parallel.For(
            0,
            (count + PerNumber - 1) / PerNumber,
            new ParallelOptions { CancellationToken = cancellation },
            number =>
            {
                int first = number * PerNumber,
                    images = Math.Min(PerNumber, count - first);
                PortableRandom random = PortableRandom.Create(((ulong)(uint)seed << 1) | (ulong)split, ~(ulong)number);
                (GrayImage Image, int Class)[] cuts = Cut(number % 2 == 0 ? digits : null, images, random);
                for (int i = 0; i < images; i++)
                {
                    cuts[i].Image.Pixels.CopyTo(pixels.AsSpan((first + i) * Side * Side));
                    labels[first + i] = cuts[i].Class;
                }

                progress?.Report(Interlocked.Add(ref drawn, images));
            }
        );
        return new Samples<byte>(Shape.Image(Side, Side), pixels, labels, Classes);
    }

    private static (GrayImage Image, int Class)[] Cut(Samples<byte>? digits, int count, PortableRandom random)
    {
        while (true)
        {
            (byte[] Frame, int Class)[] written = [.. Enumerable.Range(0, 2 + random.NextInt(3)).Select(_ => AnyDigit(digits, random))];
            double side = random.NextDouble(Smallest, Largest);
            NumberPaper paper = Papers[random.NextInt(Papers.Length)];
            NumberSpacing spacing = random.NextInt(4) == 0 ? NumberSpacing.Apart : NumberSpacing.Touching;
            List<PlacedDigit> placed = NumberLayout.Place(written.Select(digit => digit.Frame), side, spacing, paper, random);
            GrayImage number = new NumberRenderer(placed, (int)(side * 1.8), paper, random).Render();
            if (DigitLines.Find(number).MaxBy(line => line.Count) is not { } line)
                continue;
            ILookup<bool, (int First, int Count, int Class)> groups = Groups(line, placed, [.. written.Select(digit => digit.Class)])
                .ToLookup(group => group.Class < Other);
            if (groups.Count < 2)
                continue;
            return
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(i => groups[i % 2 == 0].ElementAt(random.NextInt(groups[i % 2 == 0].Count())))
                    .Select(group => (line.DrawInContext(group.First, group.Count, Side), group.Class)),
            ];
        }
    }

    /// <summary>Finds all consecutive parts that may be a digit by their size, and that clearly are one or not.</summary>
    private static IEnumerable<(int First, int Count, int Class)> Groups(DigitLine line, List<PlacedDigit> placed, int[] classes)
    {
        CutLine cut = new(line, placed);
        (int First, int Count)[] groups =
        [
            .. Enumerable
                .Range(0, line.Count)
                .SelectMany(first => Enumerable.Range(1, line.Count - first).Select(count => (first, count)))
                .Where(group => line.MayBeDigit(group.first, group.count)),
        ];
        double[] best =
        [
            .. Enumerable
                .Range(0, placed.Count)
                .Select(digit => groups.Select(group => cut.Match(group.First, group.Count, digit)).DefaultIfEmpty().Max()),
        ];
        foreach ((int first, int count) in groups)
        {
            double[] worse = [.. best.Select((match, digit) => match - cut.Match(first, count, digit))];
            int digit = Enumerable.Range(0, worse.Length).MinBy(digit => worse[digit]);
            if (worse[digit] <= NearlyBest && best[digit] >= LeastMatch)
                yield return (first, count, classes[digit]);
            else if (worse[digit] >= MuchWorse)
                yield return (first, count, Other);
        }
    }

    private static (byte[] Frame, int Class) AnyDigit(Samples<byte>? digits, PortableRandom random)
    {
        if (digits is not null)
        {
            int row = random.NextInt(digits.Count);
            return (digits.Row(row).ToArray(), digits.ClassNames[digits.Labels[row]][0] - '0');
        }

        byte[] frame = new byte[DigitFrame.Size * DigitFrame.Size];
        int digit = random.NextInt(Other);
        DigitSynthesizer.Draw(DigitSynthesizer.Choose(digit, random), random.NextDouble(), random, frame);
        return (frame, digit);
    }
}
