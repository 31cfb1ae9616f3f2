using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Synthesizes what an image may contain instead of a single digit: a letter or symbol, a scribble, several digits, or a fragment from a wrong
/// cut; and digits, which are half of a set. All shapes are framed as in MNIST. Used to train and evaluate the recognizer's rejections.
/// </summary>
public static class ShapeSynthesizer
{
    /// <summary>The classes of shapes, in label order: the ten digits, and four kinds of other shapes.</summary>
    public static IReadOnlyList<string> Classes { get; } =
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "letter", "scribble", "several", "part"];

    /// <summary>
    /// The families of <see cref="SynthesizeFamilies"/>, in label order: all digits, those to train on, those to calibrate on, and those held out.
    /// </summary>
    public static IReadOnlyList<string> Families { get; } = ["digits", .. ShapeFamilies.All.Select(family => family.Name)];

    /// <summary>The families of <see cref="Families"/> that no set to train on or to calibrate on has.</summary>
    public static IReadOnlySet<string> HeldOutFamilies { get; } = ShapeFamilies.HeldOut.Select(family => family.Name).ToHashSet();

    private const int DigitClasses = 10;

    // Shapes to measure on are written as people write, like the test digits of DigitSynthesizer.
    private const double MeasurementDistortion = 0.5;

    private static readonly Shape Image = Shape.Image(DigitFrame.Size, DigitFrame.Size);

    /// <summary>Synthesizes a set and writes it as gzipped IDX files: training shapes, and 2 test shapes for every 15 of them.</summary>
    /// <param name="folder">The folder, created if it does not exist. Existing files of the same names are replaced.</param>
    /// <param name="count">The number of training shapes, 1 to <see cref="DigitSynthesizer.MaximumCount"/>.</param>
    /// <param name="seed">The seed. The same seed gives the same shapes.</param>
    /// <param name="digits">As for <see cref="Synthesize"/>, one set for each split.</param>
    /// <param name="progress">Receives the number of training shapes that are drawn, from any thread. Default: none.</param>
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

    /// <summary>Synthesizes a set to train on, labeled by <see cref="Classes"/>. Half of the shapes are digits.</summary>
    /// <param name="count">The number of shapes, 1 to <see cref="DigitSynthesizer.MaximumCount"/>.</param>
    /// <param name="seed">The seed. The same seed gives the same shapes.</param>
    /// <param name="split">The split. The two splits of a seed share no random numbers.</param>
    /// <param name="digits">Labeled handwritten 28x28 digits that provide every other digit of the set, or null to synthesize all.</param>
    /// <param name="progress">Receives the number of shapes drawn so far, from any thread. Default: none.</param>
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
    ) => DrawClasses(count, StreamSeed(seed, split), digits, ShapeFamilies.Training, progress, cancellation);

    /// <summary>
    /// Synthesizes a set to calibrate rejections on, labeled by <see cref="Classes"/>. Half of the shapes are digits; the others are of families
    /// that no set to train on has.
    /// </summary>
    /// <param name="count">The number of shapes, 1 to <see cref="DigitSynthesizer.MaximumCount"/>.</param>
    /// <param name="seed">The seed. The same seed gives the same shapes. Sets to train on have other seeds.</param>
    /// <param name="digits">Labeled handwritten 28x28 digits that provide every other digit of the set, or null to synthesize all.</param>
    /// <param name="cancellation">Cancels drawing.</param>
    /// <exception cref="InvalidInputException">The count is out of range, or the digits have a different size or other classes.</exception>
    /// <exception cref="OperationCanceledException">Drawing was canceled.</exception>
    public static Samples<byte> SynthesizeForCalibration(
        int count,
        int seed,
        Samples<byte>? digits = null,
        CancellationToken cancellation = default
    ) => DrawClasses(count, StreamSeed(seed, DataSplit.Train), digits, ShapeFamilies.Calibration, progress: null, cancellation);

    /// <summary>Synthesizes a set to measure rejections on, labeled by <see cref="Families"/>. Half of the shapes are digits.</summary>
    /// <param name="count">The number of shapes, 1 to <see cref="DigitSynthesizer.MaximumCount"/>.</param>
    /// <param name="seed">The seed. The same seed gives the same shapes; they share no random numbers with those of <see cref="Synthesize"/>.</param>
    /// <param name="digits">Handwritten 28x28 digits that provide every other digit of the set, or null to synthesize all.</param>
    /// <param name="cancellation">Cancels drawing.</param>
    /// <exception cref="InvalidInputException">The count is out of range, or the digits have a different size or other classes.</exception>
    /// <exception cref="OperationCanceledException">Drawing was canceled.</exception>
    public static Samples<byte> SynthesizeFamilies(
        int count,
        int seed,
        Samples<byte>? digits = null,
        CancellationToken cancellation = default
    )
    {
        IReadOnlyList<ShapeFamily> all = ShapeFamilies.All;
        return Draw(
            count,
            ~(ulong)(uint)seed,
            digits,
            Families,
            (i, random, image) =>
            {
                if (i % 2 > 0)
                {
                    ShapeRenderer.Draw(all[i / 2 % all.Count], MeasurementDistortion, random, image);
                    return 1 + (i / 2 % all.Count);
                }

                _ = i % 4 == 0 && digits is not null ? Copy(digits, random, image) : DrawDigit(MeasurementDistortion, random, image);
                return 0;
            },
            progress: null,
            cancellation
        );
    }

    private static Samples<byte> DrawClasses(
        int count,
        ulong stream,
        Samples<byte>? digits,
        IReadOnlyList<ShapeFamily> families,
        IProgress<int>? progress,
        CancellationToken cancellation
    )
    {
        ShapeFamily[] expanded = [.. families.SelectMany(family => Enumerable.Repeat(family, family.Share))];
        return Draw(
            count,
            stream,
            digits,
            Classes,
            (i, random, image) =>
            {
                double distortion = random.NextDouble();
                if (i % 2 > 0)
                {
                    ShapeFamily family = expanded[i / 2 % expanded.Length];
                    ShapeRenderer.Draw(family, distortion, random, image);
                    return family.Label;
                }

                return i % 4 == 0 && digits is not null ? Copy(digits, random, image) : DrawDigit(distortion, random, image);
            },
            progress,
            cancellation
        );
    }

    private static ulong StreamSeed(int seed, DataSplit split) => ((ulong)(uint)seed << 1) | (ulong)split;

    private delegate int DrawOne(int index, PortableRandom random, Span<byte> image);

    private static Samples<byte> Draw(
        int count,
        ulong stream,
        Samples<byte>? digits,
        IReadOnlyList<string> classNames,
        DrawOne draw,
        IProgress<int>? progress,
        CancellationToken cancellation
    )
    {
        SyntheticSet.Check(count, digits);
        byte[] pixels = new byte[count * Image.Size];
        int[] labels = new int[count];
        int drawn = 0;
        Parallel.For(
            0,
            count,
            new ParallelOptions { CancellationToken = cancellation },
            i =>
            {
                labels[i] = draw(i, PortableRandom.Create(stream, ~(ulong)i), pixels.AsSpan(i * Image.Size, Image.Size));
                progress?.Report(Interlocked.Increment(ref drawn));
            }
        );
        return new Samples<byte>(Image, pixels, labels, classNames);
    }

    private static int Copy(Samples<byte> digits, PortableRandom random, Span<byte> image)
    {
        int row = random.NextInt(digits.Count);
        digits.Row(row).CopyTo(image);
        return digits.ClassNames[digits.Labels[row]][0] - '0';
    }

    private static int DrawDigit(double distortion, PortableRandom random, Span<byte> image)
    {
        int digit = random.NextInt(DigitClasses);
        DigitSynthesizer.Draw(DigitSynthesizer.Choose(digit, random), distortion, random, image);
        return digit;
    }

    /// <summary>Chooses a digit uniformly, and an allograph of it.</summary>
    internal static Allograph AnyDigit(PortableRandom random) => DigitSynthesizer.Choose(random.NextInt(10), random);
}
