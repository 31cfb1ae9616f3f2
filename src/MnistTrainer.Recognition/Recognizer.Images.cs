using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition;

/// <content>Recognizes images of any size and kind.</content>
public sealed partial class Recognizer
{
    private readonly ImageFraming _framing;
    private readonly RejectionCalibration _rejections;

    /// <summary>Whether the network reads digits: images of 28x28 pixels, classes 0 to 9. Then images are framed as MNIST's, and may be rejected.</summary>
    public bool ReadsDigits => _framing.ReadsDigits;

    /// <summary>
    /// Recognizes an image. Where it is in doubt whether a digit is dark on light or light on dark, it is read both ways, and what is likelier a digit
    /// is taken.
    /// </summary>
    /// <param name="image">Dark on light or light on dark, of any size.</param>
    /// <exception cref="InvalidInputException">The network does not take gray images.</exception>
    public RecognizedImage Recognize(GrayImage image) => Recognize(image, ImageStages.All);

    /// <summary>Recognizes an image with some of what is done to digits left out, which shows what each is worth.</summary>
    /// <param name="image">Dark on light or light on dark, of any size.</param>
    /// <param name="stages">What is done.</param>
    /// <exception cref="InvalidInputException">The network does not take gray images.</exception>
    public RecognizedImage Recognize(GrayImage image, ImageStages stages)
    {
        ArgumentNullException.ThrowIfNull(image);
        CheckTakesImages();
        FramedImage framed = _framing.Frame(image, stages);
        RecognizedImage recognized = Read(framed);
        if (framed.OtherPolarity is not { } dark)
            return recognized;
        RecognizedImage other = Read(_framing.Frame(dark, stages & ~ImageStages.Polarity));
        if (LikelihoodOfDigit(other) <= LikelihoodOfDigit(recognized))
            return recognized;
        return dark == image
            ? other
            : other with
            {
                Stages = [recognized.Stages[0], new RecognitionStage("inverted", dark), .. other.Stages.Skip(1)],
            };
    }

    private static float LikelihoodOfDigit(RecognizedImage image) => image.Probability * (1 - (float)(image.Rejection?.Confidence ?? 0));

    private RecognizedImage Read(FramedImage framed)
    {
        float[] probabilities = [];
        if (framed.Rejection is null)
            Score(framed.Image.Pixels, probabilities = new float[ClassNames.Count]);
        RankedClass[] ranked = RankedClass.Rank(ClassNames, probabilities);
        return new RecognizedImage
        {
            Probabilities = probabilities,
            Ranked = ranked,
            Image = framed.Image,
            Rejection = framed.Rejection ?? RejectionOf(framed.Image, ranked),
            Stages = framed.Stages,
        };
    }

    private Rejection? RejectionOf(GrayImage image, RankedClass[] ranked) =>
        ReadsDigits ? RejectionRule.Of(ShapeNetwork.Judge(image.Pixels), ranked[0].Probability, _rejections) : null;

    /// <summary>Recognizes an encoded image: the bytes of a PNG, JPEG, BMP, GIF or WebP file, of at most 64 MiB.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidImageException">It is no image of these kinds, damaged or too large.</exception>
    /// <exception cref="InvalidInputException">The network does not take gray images.</exception>
    public RecognizedImage Recognize(ReadOnlySpan<byte> file, string name = "image") => Recognize(ImageCodec.Decode(file, name));

    /// <summary>Recognizes an encoded image, read from a stream to its end.</summary>
    /// <param name="stream">Positioned at the first byte; left open.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidImageException">It is no image, damaged or larger than 64 MiB.</exception>
    /// <exception cref="InvalidInputException">The network does not take gray images.</exception>
    public RecognizedImage Recognize(Stream stream, string name = "image") => Recognize(ImageBytes.Read(stream, name), name);

    /// <summary>Recognizes an image's file.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="InvalidImageException">There is no such file, or it is no image, damaged or too large.</exception>
    /// <exception cref="InvalidInputException">The network does not take gray images.</exception>
    public RecognizedImage RecognizeFile(string path) => Recognize(ImageFile.Read(path));

    /// <summary>Recognizes an image in a data URL, as a browser's canvas gives: <c>data:image/png;base64,iVBOR…</c> (RFC 2397).</summary>
    /// <param name="url">In base64 or percent-encoded; the media type is not looked at, since the bytes tell the kind.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidImageException">It is no data URL, or what it holds is no image, damaged or larger than 64 MiB.</exception>
    /// <exception cref="InvalidInputException">The network does not take gray images.</exception>
    public RecognizedImage RecognizeDataUrl(string url, string name = "data URL") => Recognize(DataUrl.Decode(url, name), name);

    /// <summary>Sees to it that the network takes gray images.</summary>
    /// <exception cref="InvalidInputException">It does not.</exception>
    public void CheckTakesImages()
    {
        Shape shape = Definition.InputShape;
        if (shape.Channels != 1 || shape.IsVector)
            throw new InvalidInputException(
                "the model",
                "one that takes gray images",
                $"one that takes {shape} values",
                "Score values instead of images"
            );
    }
}
