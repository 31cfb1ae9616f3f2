using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Images.Tests;

/// <summary>The included model on numbers composed of synthetic digits, whose positions are known.</summary>
public sealed class ImageRecognizerMultiDigitTests
{
    private static readonly ImageRecognizer Reader = ImageRecognizer.Load(Path.Combine(Repository.Root, "models", "digits.zip"));

    private static readonly NumberComposer Composer = new(DigitSynthesizer.Synthesize(500, seed: 31, DataSplit.Test), seed: 4);

    [Theory]
    [InlineData(NumberPaper.Black)]
    [InlineData(NumberPaper.White)]
    [InlineData(NumberPaper.Shaded)]
    [InlineData(NumberPaper.Ruled)]
    [InlineData(NumberPaper.Form)]
    public void Reads_rows_of_digits_in_order_with_boxes(NumberPaper paper)
    {
        int right = 0;
        for (int index = 0; index < 20; index++)
        {
            ComposedNumber number = Composer.Compose(index, NumberSpacing.Apart, paper);
            IReadOnlyList<RecognizedDigit> read = Reader.RecognizeMultiple(number.Image);
            if (TextOf(read) != TextOf(number))
                continue;
            right++;
            Assert.All(read.Zip(number.Boxes), pair => Assert.InRange(Overlap(pair.First.Box, pair.Second), 0.6, 1));
            Assert.All(read, digit => Assert.InRange(digit.Confidence, 0, digit.Answer.Best!.Value.Probability));
        }

        Assert.InRange(right, 15, 20);
    }

    [Fact]
    public void Splits_many_touching_digits()
    {
        int right = Enumerable
            .Range(0, 30)
            .Count(index =>
            {
                ComposedNumber number = Composer.Compose(index, NumberSpacing.Touching, NumberPaper.White);
                return TextOf(Reader.RecognizeMultiple(number.Image)) == TextOf(number);
            });
        Assert.InRange(right, 12, 30);
    }

    [Fact]
    public void Reads_a_point_and_a_minus_sign()
    {
        int right = 0;
        for (int index = 0; index < 20; index++)
        {
            ComposedNumber number = Composer.Compose(index, NumberSpacing.Apart, NumberPaper.White);
            IReadOnlyList<RecognizedNumber> numbers = Reader.RecognizeNumbers(WithSigns(number));
            right += string.Join(' ', numbers.Select(one => one.Text)) == $"-{TextOf(number)}." ? 1 : 0;
        }

        Assert.InRange(right, 15, 20);
    }

    /// <summary>An answer that leaves out a point or a sign would be another number.</summary>
    [Fact]
    public void Reads_a_point_and_a_minus_sign_also_unasked()
    {
        int several = 0;
        for (int index = 0; index < 20; index++)
        {
            GrayImage image = WithSigns(Composer.Compose(index, NumberSpacing.Apart, NumberPaper.White));
            RecognizedImage read = Reader.Recognize(image);
            if (read.Digits.Count == 0)
                continue;
            several++;
            Assert.Equal(string.Join(' ', read.Numbers.Select(number => number.Text)), read.Answer!.Value.Label);
            if (read.Digits.Count == Reader.RecognizeMultiple(image).Count)
                Assert.Equal(string.Join(' ', Reader.RecognizeNumbers(image).Select(number => number.Text)), read.Answer!.Value.Label);
        }

        Assert.InRange(several, 15, 20);
    }

    /// <summary>A number with a minus sign on its left and a point behind its last digit, on paper with more room on both sides.</summary>
    private static GrayImage WithSigns(ComposedNumber number)
    {
        ImageBox first = number.Boxes[0],
            last = number.Boxes[^1];
        int unit = first.Height / 8;
        GrayImage image = Widen(number.Image, 8 * unit);
        byte[] pixels = image.Pixels.ToArray();
        Fill(pixels, image.Width, new ImageBox(first.Left + (4 * unit), first.Top + (4 * unit), 3 * unit, unit));
        Fill(pixels, image.Width, new ImageBox(last.Right + (9 * unit), last.Bottom - unit, unit, unit));
        return new GrayImage(image.Width, image.Height, pixels);
    }

    private static GrayImage Widen(GrayImage image, int margin)
    {
        int width = image.Width + (2 * margin);
        byte[] pixels = [.. Enumerable.Repeat((byte)255, width * image.Height)];
        for (int y = 0; y < image.Height; y++)
            image.Row(y).CopyTo(pixels.AsSpan((y * width) + margin));
        return new GrayImage(width, image.Height, pixels);
    }

    private static void Fill(byte[] pixels, int width, ImageBox box)
    {
        for (int y = box.Top; y < box.Bottom; y++)
            pixels.AsSpan((y * width) + box.Left, box.Width).Clear();
    }

    [Fact]
    public void Reads_lines_from_top_to_bottom()
    {
        int right = 0;
        for (int index = 0; index < 8; index++)
        {
            ComposedNumber upper = Composer.Compose(2 * index, NumberSpacing.Apart, NumberPaper.Black),
                lower = Composer.Compose((2 * index) + 1, NumberSpacing.Apart, NumberPaper.Black);

            // Digits of one hand, equally tall in both lines. The lower line starts further left or right.
            GrayImage below = lower.Image.Resize(lower.Image.Width * upper.Image.Height / lower.Image.Height, upper.Image.Height);
            int width = Math.Max(upper.Image.Width, below.Width) + 40,
                shift = index % 2 * 40;
            byte[] pixels = new byte[width * 2 * upper.Image.Height];
            Put(upper.Image, pixels, width, 40 - shift);
            Put(below, pixels.AsSpan(width * upper.Image.Height), width, shift);
            IReadOnlyList<RecognizedDigit> read = Reader.RecognizeMultiple(new GrayImage(width, 2 * upper.Image.Height, pixels).Invert());
            right += TextOf(read) == TextOf(upper) + TextOf(lower) ? 1 : 0;
        }

        Assert.InRange(right, 5, 8);
    }

    [Fact]
    public void Reads_pixels_files_and_streams_alike()
    {
        GrayImage image = Composer.Compose(3, NumberSpacing.Apart, NumberPaper.White).Image;
        byte[] png = ImageCodec.EncodePng(image);
        IReadOnlyList<RecognizedDigit> expected = Reader.RecognizeMultiple(image);
        foreach (
            IReadOnlyList<RecognizedDigit> read in (IReadOnlyList<RecognizedDigit>[])
                [Reader.RecognizeMultiple(png), Reader.RecognizeMultiple(new MemoryStream(png))]
        )
            Assert.Equal(expected.Select(digit => (digit.Box, digit.Confidence)), read.Select(digit => (digit.Box, digit.Confidence)));
    }

    [Fact]
    public void Finds_nothing_on_blank_paper() =>
        Assert.Empty(Reader.RecognizeMultiple(new GrayImage(90, 60, [.. Enumerable.Repeat((byte)240, 90 * 60)])));

    [Fact]
    public void Rejects_networks_that_do_not_read_digits()
    {
        ImageRecognizer letters = new(
            Network.Create(NetworkDefinition.Dense(Shape.Image(28, 28), [], ["a", "b"], Activation.ReLU, Activation.Softmax), seed: 1)
        );
        Assert.StartsWith(
            "the model: expected one that reads digits, gray and of 28x28 pixels, found one of 28x28 and 2 classes.",
            Assert.Throws<InvalidInputException>(() => letters.RecognizeMultiple(new GrayImage(9, 9, new byte[81]))).Message,
            StringComparison.Ordinal
        );
    }

    private static void Put(GrayImage image, Span<byte> pixels, int width, int left)
    {
        for (int y = 0; y < image.Height; y++)
            image.Row(y).CopyTo(pixels[((y * width) + left)..]);
    }

    private static string TextOf(IEnumerable<RecognizedDigit> digits) => string.Concat(digits.Select(digit => digit.Answer.Best?.Label));

    private static string TextOf(ComposedNumber number) =>
        string.Concat(number.Digits.Select(digit => digit.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The intersection over union of two boxes.</summary>
    private static double Overlap(ImageBox one, ImageBox other)
    {
        int width = Math.Min(one.Right, other.Right) - Math.Max(one.Left, other.Left),
            height = Math.Min(one.Bottom, other.Bottom) - Math.Max(one.Top, other.Top);
        double shared = Math.Max(0, width) * Math.Max(0, height);
        return shared / ((one.Width * one.Height) + (other.Width * other.Height) - shared);
    }
}
