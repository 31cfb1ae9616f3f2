using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Images.Tests;

public sealed class ImageRecognizerTests
{
    private static readonly Samples<byte> Digits = DigitSynthesizer.Synthesize(
        10,
        seed: 5,
        DataSplit.Test,
        cancellation: TestContext.Current.CancellationToken
    );

    private readonly ImageRecognizer _recognizer = new(TestNetworks.OfDigits());

    [Fact]
    public void Sees_a_framed_digit_unchanged_from_every_source()
    {
        byte[] pixels = Digits.Row(0).ToArray();
        GrayImage image = new(28, 28, pixels);
        byte[] png = ImageCodec.EncodePng(image);
        RecognizedImage[] ways =
        [
            _recognizer.Recognize(image),
            _recognizer.Recognize(png),
            _recognizer.Recognize(new MemoryStream(png)),
            _recognizer.RecognizeDataUrl("data:image/png;base64," + Convert.ToBase64String(png)),
        ];
        foreach (RecognizedImage way in ways)
        {
            Assert.Equal(pixels, way.Image.Pixels.ToArray());
            Assert.Equal(_recognizer.Rank(pixels), way.Ranked);
            Assert.Equal(way.Ranked[0], way.Best);
            Assert.Equal(way.Best!.Value.Probability, way.Probability);
            Assert.Equal(way.Ranked.Select(one => one.Probability), way.Probabilities.OrderDescending());
            Assert.Same(way.Image, way.Stages[^1].Image);
            Assert.Equal(pixels, way.Stages[0].Image.Pixels.ToArray());
        }
    }

    [Fact]
    public void Frames_a_digit_on_a_page()
    {
        // Five times as large, dark on light, off center; of a usual pen, since a hairline would be thickened.
        byte[] page = Enumerable.Repeat((byte)255, 400 * 300).ToArray();
        for (int y = 0; y < 140; y++)
        {
            for (int x = 0; x < 140; x++)
                page[((y + 100) * 400) + x + 220] = (byte)(255 - Digits.Row(0)[(y / 5 * 28) + (x / 5)]);
        }

        GrayImage seen = _recognizer.Recognize(new GrayImage(400, 300, page)).Image;
        Assert.Equal((28, 28), (seen.Width, seen.Height));
        double difference = Enumerable.Range(0, 784).Average(i => Math.Abs(seen.Pixels[i] - Digits.Row(0)[i]));
        Assert.InRange(difference, 0, 10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void Rejects_a_uniform_image_as_blank(byte level)
    {
        RecognizedImage blank = _recognizer.Recognize(new GrayImage(60, 40, [.. Enumerable.Repeat(level, 2400)]));
        Assert.Equal(RejectionReason.Blank, blank.Rejection?.Reason);
        Assert.Empty(blank.Ranked);
        Assert.Null(blank.Best);
        Assert.Equal((28, 28), (blank.Image.Width, blank.Image.Height));
    }

    [Fact]
    public void Rejects_images_for_networks_that_take_vectors()
    {
        ImageRecognizer vectors = new(TestNetworks.Echo("a", "b"));
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => vectors.Recognize(new GrayImage(1, 1, [0])));
        Assert.StartsWith(
            "the model: expected one that takes gray images, found one that takes 2 values.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>A network whose outputs are the sums of the red, green and blue values.</summary>
    private static ImageRecognizer OfColors(int height, int width)
    {
        NetworkDefinition definition = NetworkDefinition.Dense(
            new Shape(3, height, width),
            [],
            ["red", "green", "blue"],
            Activation.ReLU,
            Activation.ReLU,
            useBias: false
        );
        float[] weights = [.. Enumerable.Range(0, height * width * 9).Select(i => i / 3 % 3 == i % 3 ? 1f : 0)];
        return new ImageRecognizer(Network.Create(definition with { Scaling = InputScaling.None }, weights));
    }

    [Fact]
    public void Reads_images_in_color_for_networks_that_take_colors()
    {
        ImageRecognizer recognizer = OfColors(4, 4);
        byte[] pixels = [.. Enumerable.Repeat((byte[])[20, 60, 120], 12 * 6).SelectMany(pixel => pixel)];
        ColorImage image = ChannelImage.Of(12, 6, 3, pixels);
        byte[] png = ImageCodec.EncodePng(image);
        Assert.True(recognizer.TakesColors);
        recognizer.CheckTakesImages();
        foreach (
            RecognizedImage seen in (RecognizedImage[])
                [
                    recognizer.Recognize(image),
                    recognizer.Recognize(png),
                    recognizer.RecognizeSingle(png),
                    recognizer.Recognize(new MemoryStream(png)),
                    recognizer.RecognizeDataUrl(DataUrl.Encode(image)),
                ]
        )
        {
            // 12x6 becomes 4x2, in rows 1 and 2 of 4.
            byte[] band = [.. Enumerable.Repeat((byte[])[20, 60, 120], 8).SelectMany(pixel => pixel)];
            Assert.Equal([.. new byte[12], .. band, .. new byte[12]], seen.Pixels.ToArray());
            Assert.Equal([0.1f, 0.3f, 0.6f], seen.Probabilities.Select(one => MathF.Round(one, 5)));
            Assert.Equal("blue", seen.Best?.Label);
            Assert.Null(seen.Rejection);
            Assert.Equal(["image", "fitted"], seen.Stages.Select(stage => stage.Name));
            Assert.Equal(seen.Colors, seen.Stages[^1].Colors);
        }
    }

    [Fact]
    public void Gray_images_are_no_input_for_networks_that_take_colors_nor_the_reverse()
    {
        ImageRecognizer recognizer = OfColors(4, 5);
        Assert.Equal(
            "the model: expected one that takes gray images, found one that takes images in color, of 4x5. Recognize an image in color, from its file.",
            Assert.Throws<InvalidInputException>(() => recognizer.Recognize(new GrayImage(1, 1, [0]))).Message
        );
        Assert.StartsWith(
            "the model: expected one that reads digits, gray and of 28x28 pixels, found one of 3x4x5 and 3 classes.",
            Assert.Throws<InvalidInputException>(() => recognizer.RecognizeMultiple(new GrayImage(1, 1, [0]))).Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "the model: expected one that takes images in color, found one that takes gray images of 28x28.",
            Assert.Throws<InvalidInputException>(() => _recognizer.Recognize(new ColorImage(1, 1, [0, 0, 0, 255]))).Message,
            StringComparison.Ordinal
        );

        // Three values without rows and columns are no pixel.
        Assert.False(new ImageRecognizer(TestNetworks.Echo("a", "b", "c")).TakesColors);
    }

    [Fact]
    public void Rejects_an_endless_stream() => Assert.Throws<InvalidImageException>(() => _recognizer.Recognize(new EndlessStream()));

    private sealed class EndlessStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => count;

        public override int Read(Span<byte> buffer) => buffer.Length;
    }
}
