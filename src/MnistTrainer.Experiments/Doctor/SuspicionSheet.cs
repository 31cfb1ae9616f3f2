using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The images of the most suspicious samples side by side, in the order of the list.</summary>
internal static class SuspicionSheet
{
    /// <summary>Draws the sheet; null without suspicious samples, or where samples are no images.</summary>
    public static ColorImage? Of(LabelDiagnosis diagnosis)
    {
        Shape shape = diagnosis.Source.Samples.Shape;
        if (shape.IsVector || diagnosis.Suspicious.IsEmpty)
            return null;
        int enlargement = ContactSheet.EnlargementOf(shape.Width, shape.Height);
        int capacity = ContactSheet.CapacityFor((long)shape.Width * shape.Height * enlargement * enlargement);
        ColorImage[] images =
        [
            .. diagnosis
                .Suspicious.Take(capacity)
                .Select(one =>
                    ChannelImage.Of(shape.Width, shape.Height, shape.Channels, diagnosis.Source.Samples.Row(one.Index), enlargement)
                ),
        ];
        return ContactSheet.Of(images, ContactSheet.SquareColumns(images.Length));
    }
}
