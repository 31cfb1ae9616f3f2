using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Images;

/// <summary>
/// Recognizes images of any size and kind with a trained network, and rows of values as <see cref="Recognizer"/> does. Immutable and thread-safe. This part
/// recognizes images of one digit or object; the other those of several digits.
/// </summary>
public sealed partial class ImageRecognizer : Recognizer
{
    private const int ColorChannels = 3;

    private readonly ImageFraming _framing;
    private readonly RejectionCalibration _rejections;

    /// <summary>Creates a recognizer.</summary>
    /// <param name="network">The network, which is not copied.</param>
    /// <exception cref="InvalidInputException">The outputs of the network are not classes.</exception>
    public ImageRecognizer(Network network)
        : base(network)
    {
        Definition.CheckHasClasses();
        _framing = new ImageFraming(Definition);
        _rejections = RejectionCalibration.Of(Definition);
    }

    /// <inheritdoc cref="Recognizer.Load(string)"/>
    public static new ImageRecognizer Load(string path) => new(ModelFile.Load(path));

    /// <inheritdoc cref="Recognizer.Load(Stream, string)"/>
    public static new ImageRecognizer Load(Stream stream, string name = "model") => new(ModelFile.Load(stream, name));

    /// <summary>
    /// Whether the network reads digits: 28x28 pixels and classes 0 to 9. If so, images are framed like those of MNIST and may be rejected.
    /// </summary>
    public bool ReadsDigits => _framing.ReadsDigits;

    /// <summary>Whether the network takes images in color: 3 channels, red, green and blue.</summary>
    public bool TakesColors => Definition.InputShape is { Channels: ColorChannels, IsVector: false };

    /// <summary>
    /// Loads and compiles what the first image needs: the decoder and the network that knows shapes. It may run on another thread while the
    /// model is loaded, which makes the first answer sooner. Calling it is never necessary.
    /// </summary>
    public static void Prepare()
    {
        ImageCodec.Prepare();
        ShapeNetwork.Prepare();
    }

    /// <summary>
    /// Recognizes an image. If it is doubtful whether a digit is dark on light or light on dark, both readings are tried and the one more
    /// likely to be a digit is returned. If the image clearly has several digits, it is rejected as such, and
    /// <see cref="RecognizedImage.Digits"/> has all of them.
    /// </summary>
    /// <param name="image">An image of any size, dark on light or light on dark.</param>
    /// <exception cref="InvalidInputException">The network does not take gray images.</exception>
    public RecognizedImage Recognize(GrayImage image)
    {
        RecognizedImage single = RecognizeSingle(image);
        return ReadsDigits ? WithSeveral(single, image) : single;
    }

    /// <summary>Recognizes an image of one digit or object, without a search for several digits.</summary>
    /// <param name="image">An image of any size, dark on light or light on dark.</param>
    /// <exception cref="InvalidInputException">The network does not take gray images.</exception>
    public RecognizedImage RecognizeSingle(GrayImage image) => Recognize(image, ImageStages.All);

    /// <summary>Recognizes an image of one digit or object with selected stages of normalization, which shows what each contributes.</summary>
    /// <param name="image">An image of any size, dark on light or light on dark.</param>
    /// <param name="stages">The optional stages to run.</param>
    /// <exception cref="InvalidInputException">The network does not take gray images.</exception>
    public RecognizedImage Recognize(GrayImage image, ImageStages stages)
    {
        ArgumentNullException.ThrowIfNull(image);
        CheckTakesGrayImages();
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
                Stages = [recognized.Stages[0], new StageImage(ImageStageTable.Inverted, dark), .. other.Stages.Skip(1)],
            };
    }

    /// <summary>Recognizes an image in color, resized with its aspect ratio kept, as <see cref="ImageFitter"/> does.</summary>
    /// <param name="image">An image of any size. What is transparent shows white.</param>
    /// <exception cref="InvalidInputException">The network does not take images in color.</exception>
    public RecognizedImage Recognize(ColorImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Shape shape = Definition.InputShape;
        if (!TakesColors)
            throw Mismatch("images in color", "Recognize the image in gray");
        ColorImage fitted = ImageFitter.Fit(image, shape.Height, shape.Width);
        GrayImage gray = Luminance.Of(fitted);
        float[] probabilities = new float[ClassNames.Count];
        Score(fitted.ToChannels(), probabilities);
        return new RecognizedImage
        {
            Probabilities = probabilities,
            Ranked = RankedClass.Rank(ClassNames, probabilities),
            Image = gray,
            Colors = fitted,
            Stages =
            [
                new StageImage(ImageStageTable.Source, Luminance.Of(image)) { Colors = image },
                new StageImage(ImageStageTable.Fitted, gray) { Colors = fitted },
            ],
        };
    }

    private static float LikelihoodOfDigit(RecognizedImage image) => image.Probability * (1 - (float)(image.Rejection?.Confidence ?? 0));

    private RecognizedImage Read(FramedImage framed)
    {
        float[] probabilities = [];
        if (framed.Rejection?.Reason != RejectionReason.Blank)
            Score(framed.Image.Pixels, probabilities = new float[ClassNames.Count]);
        RankedClass[] ranked = RankedClass.Rank(ClassNames, probabilities);
        return new RecognizedImage
        {
            Probabilities = probabilities,
            Ranked = ranked,
            Image = framed.Image,
            Rejection = framed.Rejection ?? RejectionOf(framed.Image, ranked[0]),
            Stages = framed.Stages,
            DigitHeight = framed.DigitHeight,
        };
    }

    private Rejection? RejectionOf(GrayImage image, RankedClass best) =>
        ReadsDigits ? RejectionRule.Of(ShapeNetwork.Judge(image.Pixels), best, _rejections) : null;

    /// <summary>
    /// Recognizes an encoded image: the bytes of a PNG, JPEG, BMP, GIF, WebP, TIFF, PNM or TGA file of at most 64 MiB. It is read in color if the network
    /// <see cref="TakesColors"/>.
    /// </summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="name">The name of the image in error messages.</param>
    /// <exception cref="InvalidImageException">The bytes are not an image of these formats, damaged or too large.</exception>
    /// <exception cref="InvalidInputException">The network does not take images.</exception>
    public RecognizedImage Recognize(ReadOnlySpan<byte> file, string name = "image") =>
        TakesColors ? Recognize(ImageCodec.DecodeColors(file, name)) : Recognize(ImageCodec.Decode(file, name));

    /// <summary>Recognizes an encoded image of one digit or object, without a search for several digits.</summary>
    /// <inheritdoc cref="Recognize(ReadOnlySpan{byte}, string)"/>
    public RecognizedImage RecognizeSingle(ReadOnlySpan<byte> file, string name = "image") =>
        TakesColors ? Recognize(file, name) : RecognizeSingle(ImageCodec.Decode(file, name));

    /// <summary>Recognizes an encoded image from a stream.</summary>
    /// <param name="stream">A stream at the first byte; it is read to its end and left open.</param>
    /// <param name="name">The name of the image in error messages.</param>
    /// <exception cref="InvalidImageException">The stream contains no image, a damaged one, or one larger than 64 MiB.</exception>
    /// <exception cref="InvalidInputException">The network does not take images.</exception>
    public RecognizedImage Recognize(Stream stream, string name = "image") => Recognize(ImageBytes.Read(stream, name), name);

    /// <summary>Recognizes an image file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="InvalidImageException">The file does not exist, or is not an image, damaged or too large.</exception>
    /// <exception cref="InvalidInputException">The network does not take images.</exception>
    public RecognizedImage RecognizeFile(string path) => Recognize(ImageFile.ReadBytes(path), path);

    /// <summary>
    /// Recognizes an image in a data URL as a browser's canvas produces it: <c>data:image/png;base64,iVBOR…</c> (RFC 2397).
    /// </summary>
    /// <param name="url">The URL, base64 or percent-encoded. Its media type is ignored, because the bytes determine the format.</param>
    /// <param name="name">The name of the image in error messages.</param>
    /// <exception cref="InvalidImageException">This is not a data URL, or its image is invalid, damaged or larger than 64 MiB.</exception>
    /// <exception cref="InvalidInputException">The network does not take images.</exception>
    public RecognizedImage RecognizeDataUrl(string url, string name = "data URL") => Recognize(DataUrl.Decode(url, name), name);

    /// <summary>Ensures that the network takes images, gray or in color.</summary>
    /// <exception cref="InvalidInputException">The network takes other inputs.</exception>
    public void CheckTakesImages()
    {
        if (!TakesColors)
            CheckTakesGrayImages();
    }

    /// <summary>Ensures that the network takes gray images.</summary>
    /// <exception cref="InvalidInputException">The network takes other inputs.</exception>
    public void CheckTakesGrayImages()
    {
        Shape shape = Definition.InputShape;
        if (shape.Channels != 1 || shape.IsVector)
            throw Mismatch("gray images", TakesColors ? "Recognize an image in color, from its file" : "Score values instead of images");
    }

    private InvalidInputException Mismatch(string expected, string remedy)
    {
        Shape shape = Definition.InputShape;
        string found =
            TakesColors ? $"images in color, of {shape.Height}x{shape.Width}"
            : shape.Channels == 1 && !shape.IsVector ? $"gray images of {shape}"
            : $"{shape} values";
        return new InvalidInputException("the model", $"one that takes {expected}", $"one that takes {found}", remedy);
    }
}
