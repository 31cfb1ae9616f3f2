using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Loads UCI's sets of handwritten digits, which are strokes or bitmaps, as images of 28x28 pixels in MNIST's frame.</summary>
internal static class HandwritingLoader
{
    private static readonly Shape Image = Shape.Image(DigitFrame.Size, DigitFrame.Size);

    private static readonly string[] ClassNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>Loads pen strokes, each digit drawn with one or more pens.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of pens is out of range.</exception>
    /// <exception cref="InvalidInputException">The file is invalid; the message names the line.</exception>
    public static Dataset LoadStrokes(DataFile file, LoadOptions options, CancellationToken cancellation)
    {
        int pens = options.PensPerDigit;
        ArgumentOutOfRangeException.ThrowIfLessThan(pens, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pens, PenImages.MaximumPens, nameof(options));
        List<PenDigit> digits = UnipenFile.Read(file, cancellation);
        int writers = digits.Select(digit => digit.Writer).Distinct().Count();
        return Create(
            file.Name,
            [.. Enumerable.Range(0, digits.Count * pens).Select(i => digits[i / pens].Label)],
            (i, image) => PenImages.Draw(digits[i / pens], i / pens, i % pens, image),
            [
                $"format: strokes of a pen (UNIPEN), of {(writers == 1 ? "1 writer" : $"{writers} writers")}",
                $"drawn: each digit with {(pens == 1 ? "1 pen" : $"{pens} pens")}, in MNIST's frame",
            ],
            options,
            cancellation
        );
    }

    /// <summary>Loads bitmaps of one or more files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="read">Reads a file.</param>
    /// <param name="findings">What is known about them.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <exception cref="InvalidInputException">A file is invalid; the message names the line.</exception>
    public static Dataset LoadBitmaps(
        IReadOnlyList<DataFile> files,
        Func<DataFile, CancellationToken, List<(BitmapDigit Digit, string Place)>> read,
        string[] findings,
        LoadOptions options,
        CancellationToken cancellation
    )
    {
        (BitmapDigit Digit, string Place)[] digits = [.. files.SelectMany(file => read(file, cancellation))];
        return Create(
            files[0].Name,
            Array.ConvertAll(digits, one => one.Digit.Label),
            (i, image) => digits[i].Digit.Frame(digits[i].Place).Pixels.CopyTo(image),
            findings,
            options,
            cancellation
        );
    }

    private delegate void DrawImage(int index, Span<byte> image);

    private static Dataset Create(
        string name,
        int[] labels,
        DrawImage draw,
        string[] findings,
        LoadOptions options,
        CancellationToken cancellation
    )
    {
        byte[] pixels = new byte[(long)labels.Length * Image.Size];
        int drawn = 0;
        try
        {
            Parallel.For(
                0,
                labels.Length,
                new ParallelOptions { CancellationToken = cancellation },
                i =>
                {
                    draw(i, pixels.AsSpan(i * Image.Size, Image.Size));
                    options.Progress?.Report((double)Interlocked.Increment(ref drawn) / labels.Length);
                }
            );
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<InvalidInputException>().FirstOrDefault() is { } invalid)
        {
            throw new InvalidInputException(invalid.Message, invalid);
        }

        var samples = new Samples<byte>(Image, pixels, labels, ClassNames);
        return new Dataset(name, options.InColor ? ColorChannels.OfGray(samples) : samples, findings);
    }
}
