using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition.Images;

/// <summary>The result of recognizing an image.</summary>
public sealed record RecognizedImage
{
    /// <summary>The probability of each class, 0 to 1, in the order of the classes. Empty if the image is blank.</summary>
    public required IReadOnlyList<float> Probabilities { get; init; }

    /// <summary>
    /// All classes, the most probable first. Empty if the image is blank: the rejection is <see cref="RejectionReason.Blank"/>.
    /// </summary>
    public required IReadOnlyList<RankedClass> Ranked { get; init; }

    /// <summary>The most probable class, even of a rejected image; null if the image is blank.</summary>
    public RankedClass? Best => Ranked.Count > 0 ? Ranked[0] : null;

    /// <summary>The probability of the most probable class, 0 to 1; 0 if the image is blank.</summary>
    public float Probability => Best?.Probability ?? 0;

    /// <summary>The image that the network saw: of its input size, with ink as brightness. Of an image in color, its brightness.</summary>
    public required GrayImage Image { get; init; }

    /// <summary>The image that the network saw, if it takes colors; null for networks of gray images.</summary>
    public ColorImage? Colors { get; init; }

    /// <summary>What the network saw: the values of its input, row by row, the channels of a pixel next to each other.</summary>
    public ReadOnlySpan<byte> Pixels => Colors is null ? Image.Pixels : Colors.ToChannels();

    /// <summary>
    /// The reason why the image is not a single digit; null if it is one, and always null for networks that do not read digits.
    /// </summary>
    public Rejection? Rejection { get; init; }

    /// <summary>
    /// The numbers in reading order, if the image clearly has several digits and a single one was not insisted on. Empty otherwise.
    /// </summary>
    public IReadOnlyList<RecognizedNumber> Numbers { get; init; } = [];

    /// <summary>
    /// What is written beside the digit and is not part of the answer, from left to right. Empty if there are several digits or a single one was insisted on.
    /// </summary>
    public IReadOnlyList<NumberMark> Marks { get; init; } = [];

    /// <summary>The height of the digit in pixels; null if it is not known.</summary>
    internal int? DigitHeight { get; init; }

    /// <summary>A message for users about <see cref="Marks"/>, about those of <see cref="Numbers"/>, and about digits of few pixels; null without any.</summary>
    public string? Note =>
        Marks switch
        {
            [] when Numbers.Count == 0 => FewPixels.NoteOn(DigitHeight),
            [] => Numbers.Select(number => number.Note).FirstOrDefault(note => note is not null),
            [{ Kind: NumberMarkKind.Minus }] =>
                "A minus sign before the digit is not part of the answer. Request multiple digits to read it.",
            [{ Kind: NumberMarkKind.Point }] => "A point beside the digit is not part of the answer. Request multiple digits to read it.",
            [{ Kind: NumberMarkKind.Frame }] => "The frame around the digit is not part of the answer.",
            [{ Kind: NumberMarkKind.Underline }] => "The line below the digit is not part of the answer.",
            _ => "A mark other than a digit is written beside the digit and is not part of the answer.",
        };

    /// <summary>All digits of <see cref="Numbers"/> in reading order.</summary>
    public IReadOnlyList<RecognizedDigit> Digits => [.. Numbers.SelectMany(number => number.Digits)];

    /// <summary>
    /// The answer: <see cref="Best"/> or, if the image has several digits, its numbers as one label, such as <c>3.14</c>, with a space between those of different lines,
    /// and with the probability that each digit is read correctly. Null if the image is blank.
    /// </summary>
    public RankedClass? Answer =>
        Numbers.Count == 0
            ? Best
            : new RankedClass(
                string.Join(' ', Numbers.Select(number => number.Text)),
                (float)Digits.Aggregate(1.0, (product, digit) => product * digit.Confidence)
            );

    /// <summary>The images from the source, the first, to <see cref="Image"/>, the last.</summary>
    public required IReadOnlyList<StageImage> Stages { get; init; }
}
