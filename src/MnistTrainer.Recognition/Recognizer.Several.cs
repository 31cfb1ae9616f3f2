using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition;

/// <content>Recognises pictures with several digits: a number on paper, a row, a form, several lines.</content>
public sealed partial class Recognizer
{
    /// <summary>Recognises the digits of a picture.</summary>
    /// <param name="image">Dark on light or light on dark, of any size.</param>
    /// <returns>The digits in reading order, lines from the top and in each from the left; none where there is nothing to read.</returns>
    /// <exception cref="InvalidInputException">The network reads something else than digits.</exception>
    public IReadOnlyList<RecognizedDigit> RecognizeSeveral(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        CheckReadsDigits();
        return [.. DigitLines.Find(image).SelectMany(line => new LineReading(line, part => Look(Recognize(part))).Read())];
    }

    /// <summary>Recognises the digits of an encoded picture: the bytes of a PNG, JPEG, BMP, GIF or WebP file, of at most 64 MiB.</summary>
    /// <inheritdoc cref="RecognizeSeveral(GrayImage)"/>
    /// <param name="file">The bytes.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidImageException">It is no picture of these kinds, damaged or too large.</exception>
    public IReadOnlyList<RecognizedDigit> RecognizeSeveral(ReadOnlySpan<byte> file, string name = "picture") =>
        RecognizeSeveral(ImageCodec.Decode(file, name));

    /// <summary>Recognises the digits of an encoded picture, read from a stream to its end.</summary>
    /// <inheritdoc cref="RecognizeSeveral(GrayImage)"/>
    /// <param name="stream">Positioned at the first byte; left open.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidImageException">It is no picture, damaged or larger than 64 MiB.</exception>
    public IReadOnlyList<RecognizedDigit> RecognizeSeveral(Stream stream, string name = "picture") =>
        RecognizeSeveral(PictureBytes.Read(stream, name), name);

    /// <summary>Sees to it that the network reads digits.</summary>
    /// <exception cref="InvalidInputException">It reads something else.</exception>
    public void CheckReadsDigits()
    {
        if (!ReadsDigits)
        {
            throw new InvalidInputException("the model", "one that reads digits of 28x28 pixels, to find several in a picture",
                $"one of {Definition.InputShape} and {ClassNames.Count} classes", "Give pictures of one thing each");
        }
    }

    private static RecognizedDigitPicture Look(RecognizedPicture picture) =>
        new(picture, ShapeNetwork.Judge(picture.Picture.Pixels)[(int)ShapeKind.Digit]);
}
