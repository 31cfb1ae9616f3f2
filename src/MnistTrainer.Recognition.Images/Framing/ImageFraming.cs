using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Images;

/// <summary>Converts images to the form that a network takes: digits in MNIST's frame, anything else resized.</summary>
internal sealed class ImageFraming
{
    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private readonly Shape _shape;

    public ImageFraming(NetworkDefinition network)
    {
        _shape = network.InputShape;
        ReadsDigits =
            _shape == Shape.Image(28, 28) && network.ClassNames.Order(StringComparer.Ordinal).SequenceEqual(Digits, StringComparer.Ordinal);
    }

    /// <summary>Whether images are framed like the digits of MNIST.</summary>
    public bool ReadsDigits { get; }

    /// <summary>Converts an image.</summary>
    /// <param name="image">An image of any size.</param>
    /// <param name="stages">The optional stages to run on digits.</param>
    public FramedImage Frame(GrayImage image, ImageStages stages)
    {
        if (!ReadsDigits)
        {
            GrayImage fitted = ImageFitter.Fit(image, _shape.Height, _shape.Width);
            return new FramedImage(fitted, [new StageImage(ImageStageTable.Source, image), new StageImage(ImageStageTable.Fitted, fitted)]);
        }

        DigitTrace trace = DigitNormalizer.Trace(image, _shape.Height, _shape.Width, stages);
        if (trace.Digit is { } digit)
            return new FramedImage(digit, trace.Stages, trace.IsImpossible ? new Rejection(RejectionReason.Scribble, 1) : null)
            {
                OtherPolarity = trace.OtherPolarity,
                DigitHeight = trace.Height,
            };
        GrayImage paper = new(_shape.Width, _shape.Height, new byte[_shape.Size]);
        return new FramedImage(paper, trace.Stages, new Rejection(RejectionReason.Blank, 1)) { OtherPolarity = trace.OtherPolarity };
    }
}
