using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition;

/// <content>Recognizes images with several digits: a number on paper, a row, a form, several lines.</content>
public sealed partial class Recognizer
{
    /// <summary>Recognizes the digits of an image.</summary>
    /// <param name="image">Dark on light or light on dark, of any size.</param>
    /// <returns>The digits in reading order, lines from the top and in each from the left; none where there is nothing to read.</returns>
    /// <exception cref="InvalidInputException">The network reads something else than digits.</exception>
    public IReadOnlyList<RecognizedDigit> RecognizeMultiple(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        CheckReadsDigits();
        return [.. DigitLines.Find(image).SelectMany(line => new LineReading(line, part => Look(Recognize(part))).Read())];
    }

    /// <summary>Recognizes the digits of an encoded image: the bytes of a PNG, JPEG, BMP, GIF or WebP file, of at most 64 MiB.</summary>
    /// <inheritdoc cref="RecognizeMultiple(GrayImage)"/>
    /// <param name="file">The bytes.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidImageException">It is no image of these kinds, damaged or too large.</exception>
    public IReadOnlyList<RecognizedDigit> RecognizeMultiple(ReadOnlySpan<byte> file, string name = "image") =>
        RecognizeMultiple(ImageCodec.Decode(file, name));

    /// <summary>Recognizes the digits of an encoded image, read from a stream to its end.</summary>
    /// <inheritdoc cref="RecognizeMultiple(GrayImage)"/>
    /// <param name="stream">Positioned at the first byte; left open.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidImageException">It is no image, damaged or larger than 64 MiB.</exception>
    public IReadOnlyList<RecognizedDigit> RecognizeMultiple(Stream stream, string name = "image") =>
        RecognizeMultiple(ImageBytes.Read(stream, name), name);

    /// <summary>Sees to it that the network reads digits.</summary>
    /// <exception cref="InvalidInputException">It reads something else.</exception>
    public void CheckReadsDigits()
    {
        if (!ReadsDigits)
        {
            throw new InvalidInputException(
                "the model",
                "one that reads digits of 28x28 pixels, to find several in an image",
                $"one of {Definition.InputShape} and {ClassNames.Count} classes",
                "Give images of one thing each"
            );
        }
    }

    private static RecognizedDigitImage Look(RecognizedImage image) =>
        new(image, ShapeNetwork.Judge(image.Image.Pixels)[(int)ShapeKind.Digit]);
}
