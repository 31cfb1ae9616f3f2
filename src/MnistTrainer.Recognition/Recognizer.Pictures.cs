using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition;

/// <content>Recognises pictures of any size and kind.</content>
public sealed partial class Recognizer
{
    private readonly PictureFraming _framing;
    private readonly RefusalCalibration _refusals;

    /// <summary>Whether the network reads digits: pictures of 28x28 pixels, classes 0 to 9. Then pictures are framed as MNIST's, and may be refused.</summary>
    public bool ReadsDigits => _framing.ReadsDigits;

    /// <summary>
    /// Recognises a picture. Where it is in doubt whether a digit is dark on light or light on dark, it is read both ways, and what is likelier a digit
    /// is taken.
    /// </summary>
    /// <param name="image">Dark on light or light on dark, of any size.</param>
    /// <exception cref="InvalidInputException">The network does not take grey pictures.</exception>
    public RecognizedPicture Recognize(GrayImage image) => Recognize(image, PictureStages.All);

    /// <summary>Recognises a picture with some of what is done to digits left out, which shows what each is worth.</summary>
    /// <param name="image">Dark on light or light on dark, of any size.</param>
    /// <param name="stages">What is done.</param>
    /// <exception cref="InvalidInputException">The network does not take grey pictures.</exception>
    public RecognizedPicture Recognize(GrayImage image, PictureStages stages)
    {
        ArgumentNullException.ThrowIfNull(image);
        CheckTakesPictures();
        FramedPicture framed = _framing.Frame(image, stages);
        RecognizedPicture recognized = Read(framed);
        if (framed.OtherPolarity is not { } dark)
            return recognized;
        RecognizedPicture other = Read(_framing.Frame(dark, stages & ~PictureStages.Polarity));
        if (LikelihoodOfDigit(other) <= LikelihoodOfDigit(recognized))
            return recognized;
        return dark == image ? other : other with { Stages = [recognized.Stages[0], new RecognitionStage("inverted", dark), .. other.Stages.Skip(1)] };
    }

    private static float LikelihoodOfDigit(RecognizedPicture picture) => picture.Probability * (1 - (float)(picture.Refusal?.Confidence ?? 0));

    private RecognizedPicture Read(FramedPicture framed)
    {
        float[] probabilities = [];
        if (framed.Refusal is null)
            Score(framed.Picture.Pixels, probabilities = new float[ClassNames.Count]);
        RankedClass[] ranked = RankedClass.Rank(ClassNames, probabilities);
        return new RecognizedPicture
        {
            Probabilities = probabilities,
            Ranked = ranked,
            Picture = framed.Picture,
            Refusal = framed.Refusal ?? RefusalOf(framed.Picture, ranked),
            Stages = framed.Stages,
        };
    }

    private Refusal? RefusalOf(GrayImage picture, RankedClass[] ranked) =>
        ReadsDigits ? RefusalRule.Of(ShapeNetwork.Judge(picture.Pixels), ranked[0].Probability, _refusals) : null;

    /// <summary>Recognises an encoded picture: the bytes of a PNG, JPEG, BMP, GIF or WebP file, of at most 64 MiB.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidImageException">It is no picture of these kinds, damaged or too large.</exception>
    /// <exception cref="InvalidInputException">The network does not take grey pictures.</exception>
    public RecognizedPicture Recognize(ReadOnlySpan<byte> file, string name = "picture") => Recognize(ImageCodec.Decode(file, name));

    /// <summary>Recognises an encoded picture, read from a stream to its end.</summary>
    /// <param name="stream">Positioned at the first byte; left open.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidImageException">It is no picture, damaged or larger than 64 MiB.</exception>
    /// <exception cref="InvalidInputException">The network does not take grey pictures.</exception>
    public RecognizedPicture Recognize(Stream stream, string name = "picture") => Recognize(PictureBytes.Read(stream, name), name);

    /// <summary>Recognises a picture's file.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="InvalidImageException">There is no such file, or it is no picture, damaged or too large.</exception>
    /// <exception cref="InvalidInputException">The network does not take grey pictures.</exception>
    public RecognizedPicture RecognizeFile(string path) => Recognize(ImageFile.Read(path));

    /// <summary>Recognises a picture in a data URL, as a browser's canvas gives: <c>data:image/png;base64,iVBOR…</c> (RFC 2397).</summary>
    /// <param name="url">In base64 or percent-encoded; the media type is not looked at, since the bytes tell the kind.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidImageException">It is no data URL, or what it holds is no picture, damaged or larger than 64 MiB.</exception>
    /// <exception cref="InvalidInputException">The network does not take grey pictures.</exception>
    public RecognizedPicture RecognizeDataUrl(string url, string name = "data URL") => Recognize(DataUrl.Decode(url, name), name);

    /// <summary>Sees to it that the network takes grey pictures.</summary>
    /// <exception cref="InvalidInputException">It does not.</exception>
    public void CheckTakesPictures()
    {
        Shape shape = Definition.InputShape;
        if (shape.Channels != 1 || shape.IsVector)
            throw new InvalidInputException("the model", "one that takes grey pictures", $"one that takes {shape} values", "Score values instead of pictures");
    }
}
