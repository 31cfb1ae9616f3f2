using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Tests;

public sealed class RecognizerPicturesTests
{
    private static readonly Samples<byte> Digits = DigitSynthesizer.Synthesize(10, seed: 5, DataSplit.Test, cancellation: TestContext.Current.CancellationToken);

    private readonly Recognizer _recognizer = new(TestNetworks.OfDigits());

    [Fact]
    public void A_digit_in_the_networks_frame_is_seen_as_it_is_whichever_way_it_comes()
    {
        byte[] pixels = Digits.Row(0).ToArray();
        GrayImage image = new(28, 28, pixels);
        byte[] png = ImageCodec.EncodePng(image);
        RecognizedPicture[] ways =
        [
            _recognizer.Recognize(image),
            _recognizer.Recognize(png),
            _recognizer.Recognize(new MemoryStream(png)),
            _recognizer.RecognizeDataUrl("data:image/png;base64," + Convert.ToBase64String(png)),
        ];
        foreach (RecognizedPicture way in ways)
        {
            Assert.Equal(pixels, way.Picture.Pixels.ToArray());
            Assert.Equal(_recognizer.Rank(pixels), way.Ranked);
            Assert.Equal(way.Ranked[0], way.Best);
            Assert.Equal(way.Best!.Value.Probability, way.Probability);
            Assert.Equal(way.Ranked.Select(one => one.Probability), way.Probabilities.OrderDescending());
            Assert.Same(way.Picture, way.Stages[^1].Image);
            Assert.Equal(pixels, way.Stages[0].Image.Pixels.ToArray());
        }
    }

    [Fact]
    public void A_digit_on_a_page_comes_out_as_in_the_frame()
    {
        // Five times as large, dark on light, off its middle.
        byte[] page = Enumerable.Repeat((byte)255, 400 * 300).ToArray();
        for (int y = 0; y < 140; y++)
        {
            for (int x = 0; x < 140; x++)
                page[((y + 100) * 400) + x + 220] = (byte)(255 - Digits.Row(3)[(y / 5 * 28) + (x / 5)]);
        }

        GrayImage seen = _recognizer.Recognize(new GrayImage(400, 300, page)).Picture;
        Assert.Equal((28, 28), (seen.Width, seen.Height));
        double difference = Enumerable.Range(0, 784).Average(i => Math.Abs(seen.Pixels[i] - Digits.Row(3)[i]));
        Assert.InRange(difference, 0, 10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void A_picture_of_one_colour_is_refused_as_blank(byte level)
    {
        RecognizedPicture blank = _recognizer.Recognize(new GrayImage(60, 40, [.. Enumerable.Repeat(level, 2400)]));
        Assert.Equal(RefusalReason.Blank, blank.Refusal?.Reason);
        Assert.Empty(blank.Ranked);
        Assert.Null(blank.Best);
        Assert.Equal((28, 28), (blank.Picture.Width, blank.Picture.Height));
    }

    [Fact]
    public void A_network_that_takes_vectors_recognises_no_pictures()
    {
        Recognizer vectors = new(TestNetworks.Echo("a", "b"));
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => vectors.Recognize(new GrayImage(1, 1, [0])));
        Assert.StartsWith("the model: expected one that takes grey pictures, found one that takes 2 values.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_without_end_is_refused() =>
        Assert.Throws<InvalidImageException>(() => _recognizer.Recognize(new EndlessStream()));

    private sealed class EndlessStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => count;

        public override int Read(Span<byte> buffer) => buffer.Length;
    }
}
