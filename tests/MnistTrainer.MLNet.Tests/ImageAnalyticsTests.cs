using Microsoft.ML.Data;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.MLNet.Tests;

/// <summary>ML.NET's image types and the recognizer in one program: neither brings a native library that the other cannot live with.</summary>
public sealed class ImageAnalyticsTests
{
    [Fact]
    public void ML_NET_and_the_recognizer_decode_the_same_file_in_one_program()
    {
        byte[] levels = [.. Enumerable.Range(0, 12 * 10).Select(i => (byte)(i * 2))];
        byte[] png = ImageCodec.EncodePng(new GrayImage(12, 10, levels));
        using MemoryStream stream = new(png);
        using MLImage image = MLImage.CreateFromStream(stream);
        Assert.Equal((12, 10), (image.Width, image.Height));

        // Four bytes per pixel; red, green and blue of gray are the same in any order.
        byte[] pixels = image.Pixels.ToArray();
        Assert.Equal(levels, pixels.Where((_, i) => i % 4 == 1));

        ImageRecognizer recognizer = new(
            Network.Create(
                new NetworkDefinition
                {
                    InputShape = Shape.Image(10, 12),
                    Layers = [new Dense(2, Activation.Softmax)],
                    ClassNames = ["a", "b"],
                }
            )
        );
        RecognizedImage recognized = recognizer.Recognize(png);
        Assert.Equal(levels, recognized.Stages[0].Image.Pixels.ToArray());
    }
}
