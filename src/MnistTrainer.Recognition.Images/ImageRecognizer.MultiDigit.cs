using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Images;

/// <content>Recognizes images with several digits: a number on paper, a row, a form, or several lines.</content>
public sealed partial class ImageRecognizer
{
    /// <summary>Recognizes the digits of an image.</summary>
    /// <param name="image">An image of any size, dark on light or light on dark.</param>
    /// <returns>The digits in reading order: lines from top to bottom, digits from left to right. Empty if there are none.</returns>
    /// <exception cref="InvalidInputException">The network does not read digits.</exception>
    public IReadOnlyList<RecognizedDigit> RecognizeMultiple(GrayImage image) =>
        [.. RecognizeNumbers(image).SelectMany(number => number.Digits)];

    /// <summary>Recognizes the numbers of an image: their digits, decimal points and minus signs.</summary>
    /// <param name="image">An image of any size, dark on light or light on dark.</param>
    /// <returns>The numbers in reading order. Empty if there are none.</returns>
    /// <exception cref="InvalidInputException">The network does not read digits.</exception>
    public IReadOnlyList<RecognizedNumber> RecognizeNumbers(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        CheckReadsDigits();
        return Read(DigitLines.Find(image));
    }

    private RecognizedNumber[] Read(IEnumerable<DigitLine> lines) =>
        [
            .. lines
                .Select(line => new LineReading(line, RecognizeSingle, ClassNames).Read())
                .Where(number => number.Digits.Count > 0 && !number.IsHatching),
        ];

    /// <summary>
    /// Adds the digits if there are several: clearly apart, or where the shape network sees several and the finder agrees. If all but one of them turn out to
    /// be other marks, the answer is that one. Otherwise it adds the marks beside the digit.
    /// </summary>
    private RecognizedImage WithSeveral(RecognizedImage single, GrayImage image)
    {
        bool isRow = single.Rejection?.Reason == RejectionReason.MultipleDigits;
        (IReadOnlyList<DigitLine> lines, IReadOnlyList<NumberMark> marks) = isRow
            ? (DigitLines.Find(image), [])
            : DigitLines.FindMultiple(image);
        RecognizedNumber[] found = Read(lines);
        RecognizedDigit[] digits = UnexpectedDigits.Among([.. found.SelectMany(number => number.Digits)], image);
        RecognizedNumber[] numbers = Of(found, digits);
        NumberMark[] others = [.. numbers.SelectMany(number => number.Marks).Where(mark => mark.Kind == NumberMarkKind.Other)];
        if (digits.Length == 0 || UnexpectedDigits.AreLessLikely(digits, others, single))
            return single with { Marks = marks };
        if (UnexpectedDigits.AreClear(digits))
            return single with { Rejection = UnexpectedDigits.Rejection(digits), Numbers = numbers };
        if (isRow && UnexpectedDigits.AreLikely(digits))
            return single with { Numbers = numbers };
        return others.Length > 0 && digits is [var digit] && UnexpectedDigits.IsRatherAlone(digit, single)
            ? digit.Answer with
            {
                Marks = others,
                Stages = [single.Stages[0], .. digit.Answer.Stages.Skip(1)],
            }
            : single with
            {
                Marks = marks,
            };
    }

    private static RecognizedNumber[] Of(IEnumerable<RecognizedNumber> numbers, RecognizedDigit[] digits) =>
        [
            .. numbers
                .Select(number => number with { Digits = [.. number.Digits.Where(digits.Contains)] })
                .Where(number => number.Digits.Count > 0),
        ];

    /// <summary>Recognizes the digits of an encoded image: the bytes of a PNG, JPEG, BMP, GIF, WebP, TIFF, PNM or TGA file of at most 64 MiB.</summary>
    /// <inheritdoc cref="RecognizeMultiple(GrayImage)"/>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="name">The name of the image in error messages.</param>
    /// <exception cref="InvalidImageException">The bytes are not an image of these formats, damaged or too large.</exception>
    public IReadOnlyList<RecognizedDigit> RecognizeMultiple(ReadOnlySpan<byte> file, string name = "image") =>
        RecognizeMultiple(ImageCodec.Decode(file, name));

    /// <summary>Recognizes the digits of an encoded image from a stream.</summary>
    /// <inheritdoc cref="RecognizeMultiple(GrayImage)"/>
    /// <param name="stream">A stream at the first byte; it is read to its end and left open.</param>
    /// <param name="name">The name of the image in error messages.</param>
    /// <exception cref="InvalidImageException">The stream contains no image, a damaged one, or one larger than 64 MiB.</exception>
    public IReadOnlyList<RecognizedDigit> RecognizeMultiple(Stream stream, string name = "image") =>
        RecognizeMultiple(ImageBytes.Read(stream, name), name);

    /// <summary>Ensures that the network reads digits.</summary>
    /// <exception cref="InvalidInputException">The network does not read digits.</exception>
    public void CheckReadsDigits()
    {
        if (!ReadsDigits)
        {
            throw new InvalidInputException(
                "the model",
                "one that reads digits, gray and of 28x28 pixels",
                $"one of {Definition.InputShape} and {ClassNames.Count} classes",
                "Use a model of digits, or images of one object each"
            );
        }
    }
}
