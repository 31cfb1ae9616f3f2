using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition;

/// <summary>Brings pictures to the form that a network takes: digits framed as MNIST's, anything else brought to size.</summary>
internal sealed class PictureFraming
{
    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private readonly Shape _shape;

    public PictureFraming(NetworkDefinition network)
    {
        _shape = network.InputShape;
        ReadsDigits = _shape == Shape.Picture(28, 28) && network.ClassNames.Order(StringComparer.Ordinal).SequenceEqual(Digits, StringComparer.Ordinal);
    }

    /// <summary>Whether pictures are framed as MNIST's digits.</summary>
    public bool ReadsDigits { get; }

    /// <summary>The picture in the network's form.</summary>
    /// <param name="image">Of any size.</param>
    /// <param name="stages">What is done to digits.</param>
    public FramedPicture Frame(GrayImage image, PictureStages stages)
    {
        if (!ReadsDigits)
        {
            GrayImage fitted = PictureFitter.Fit(image, _shape.Height, _shape.Width);
            return new FramedPicture(fitted, [new RecognitionStage("picture", image), new RecognitionStage("fitted", fitted)]);
        }

        DigitTrace trace = DigitNormalizer.Trace(image, _shape.Height, _shape.Width, stages);
        RecognitionStage[] way = [.. trace.Stages.Select(stage => new RecognitionStage(stage.Name, stage.Image))];
        if (trace.Digit is { } digit)
            return new FramedPicture(digit, way) { OtherPolarity = trace.OtherPolarity };
        GrayImage paper = new(_shape.Width, _shape.Height, new byte[_shape.Size]);
        return new FramedPicture(paper, way, new Refusal(RefusalReason.Blank, 1)) { OtherPolarity = trace.OtherPolarity };
    }
}
