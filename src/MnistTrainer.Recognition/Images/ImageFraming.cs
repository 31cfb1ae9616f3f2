using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition;

/// <summary>Brings images to the form that a network takes: digits framed as MNIST's, anything else brought to size.</summary>
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

    /// <summary>Whether images are framed as MNIST's digits.</summary>
    public bool ReadsDigits { get; }

    /// <summary>The image in the network's form.</summary>
    /// <param name="image">Of any size.</param>
    /// <param name="stages">What is done to digits.</param>
    public FramedImage Frame(GrayImage image, ImageStages stages)
    {
        if (!ReadsDigits)
        {
            GrayImage fitted = ImageFitter.Fit(image, _shape.Height, _shape.Width);
            return new FramedImage(fitted, [new RecognitionStage("image", image), new RecognitionStage("fitted", fitted)]);
        }

        DigitTrace trace = DigitNormalizer.Trace(image, _shape.Height, _shape.Width, stages);
        RecognitionStage[] way = [.. trace.Stages.Select(stage => new RecognitionStage(stage.Name, stage.Image))];
        if (trace.Digit is { } digit)
            return new FramedImage(digit, way) { OtherPolarity = trace.OtherPolarity };
        GrayImage paper = new(_shape.Width, _shape.Height, new byte[_shape.Size]);
        return new FramedImage(paper, way, new Rejection(RejectionReason.Blank, 1)) { OtherPolarity = trace.OtherPolarity };
    }
}
