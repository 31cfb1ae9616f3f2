using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Images.Tests;

/// <summary>The included model on images of two digits where one was expected, and on single digits that resemble two.</summary>
public sealed class UnexpectedDigitsTests
{
    private static readonly ImageRecognizer Reader = ImageRecognizer.Load(Path.Combine(Repository.Root, "models", "digits.zip"));

    private static readonly Samples<byte> Written = DigitSynthesizer.Synthesize(
        1000,
        seed: 47,
        DataSplit.Test,
        cancellation: TestContext.Current.CancellationToken
    );

    [Theory]
    [InlineData(60, 10)]
    [InlineData(90, 45)]
    [InlineData(150, 20)]
    public void Finds_both_digits_of_twenty_pairs(int side, int gap)
    {
        int read = 0;
        for (int pair = 0; pair < 20; pair++)
        {
            (int first, int second) = (2 * pair, (2 * pair) + 1);
            RecognizedImage image = Reader.Recognize(
                Draw((2 * side) + gap + 20, side + 30, (first, side, 10, 20), (second, side, 10 + side + gap, 12))
            );
            Assert.Equal(RejectionReason.MultipleDigits, image.Rejection?.Reason);
            Assert.Equal(2, image.Digits.Count);
            Assert.True(image.Digits[0].Box.Left < image.Digits[1].Box.Left);
            Assert.Equal(image.Digits.Aggregate(1.0, (product, one) => product * one.Confidence), image.Answer!.Value.Probability, 1e-6);
            read += image.Answer.Value.Label == $"{Written.Labels[first]}{Written.Labels[second]}" ? 1 : 0;
        }

        Assert.InRange(read, 18, 20);
    }

    [Fact]
    public void Changes_at_most_3_of_1000_single_digits()
    {
        int changed = 0;
        Parallel.For(
            0,
            1000,
            row =>
            {
                int side = 40 + (row % 7 * 20);
                GrayImage paper = Draw(side + (row % 5 * 20), side + (row % 3 * 20), (row, side, row % 5 * 10, row % 3 * 10));
                if (Reader.Recognize(paper).Digits.Count > 0)
                    Interlocked.Increment(ref changed);
            }
        );
        Assert.InRange(changed, 0, 3);
    }

    [Fact]
    public void Dirt_and_what_the_edge_cuts_off_make_no_second_digit()
    {
        for (int row = 0; row < 20; row++)
        {
            GrayImage paper = Draw(200, 120, (row, 100, 50, 10));
            byte[] dirty = paper.Pixels.ToArray();
            foreach ((int x, int y) in ((int, int)[])[(20, 30), (180, 90), (30, 100), (170, 20)])
            {
                for (int i = 0; i < 16; i++)
                    dirty[((y + (i / 4)) * 200) + x + (i % 4)] = 0;
            }

            // A stroke of a neighboring digit at the left edge.
            for (int y = 20; y < 90; y++)
                dirty.AsSpan(y * 200, 6).Clear();
            RecognizedImage seen = Reader.Recognize(new GrayImage(200, 120, dirty));
            Assert.Empty(seen.Digits);
            Assert.Null(seen.Rejection);
        }
    }

    // Fives whose cap does not touch the body.
    [Theory]
    [InlineData("70,20 120,20 / 62,32 60,70 95,66 110,90 96,120 58,122")]
    [InlineData("72,20 118,18 / 60,36 58,70 92,64 110,88 98,118 60,124")]
    public void A_broken_digit_stays_one(string strokes)
    {
        RecognizedImage seen = Reader.Recognize(Strokes(strokes));
        Assert.Empty(seen.Digits);
        Assert.Equal("5", seen.Best?.Label);
    }

    // Light lines over the ink cut a digit into pieces, which look like other digits together with the lines.
    [Fact]
    public void A_digit_on_squared_paper_stays_one()
    {
        int several = 0,
            right = 0;
        for (int row = 0; row < 150; row++)
        {
            int side = 70 + (row % 3 * 15),
                step = 12 + (row / 3 % 3 * 4);
            byte[] paper = Draw(180, 180, (row, side, (180 - side) / 2, (180 - side) / 2)).Pixels.ToArray();
            byte shade = (byte)(185 + (row / 9 % 3 * 10));
            for (int line = 10; line < 180; line += step)
            {
                for (int i = 0; i < 180; i++)
                    paper[(line * 180) + i] = paper[(i * 180) + line] = shade;
            }

            RecognizedImage seen = Reader.Recognize(new GrayImage(180, 180, paper));
            several += seen.Digits.Count > 0 ? 1 : 0;
            right += seen.Answer?.Label == $"{Written.Labels[row]}" ? 1 : 0;
        }

        Assert.True((several, right) is (<= 3, >= 140), $"{several} several, {right} right");
    }

    [Fact]
    public void Insists_on_one_digit_on_request()
    {
        GrayImage pair = Draw(180, 100, (0, 70, 10, 15), (1, 70, 95, 15));
        RecognizedImage several = Reader.Recognize(pair),
            single = Reader.RecognizeSingle(pair);
        Assert.Equal(2, several.Digits.Count);
        Assert.Empty(single.Digits);
        Assert.Equal(several.Best, single.Best);
        Assert.Equal(single.Best, single.Answer);
    }

    /// <summary>White paper with digits, each a row of the samples, with the side of its frame and its left top corner.</summary>
    private static GrayImage Draw(int width, int height, params (int Row, int Side, int Left, int Top)[] digits)
    {
        byte[] paper = new byte[width * height];
        foreach ((int row, int side, int left, int top) in digits)
        {
            GrayImage digit = new GrayImage(28, 28, Written.Row(row).ToArray()).Resize(side, side);
            for (int y = 0; y < side; y++)
                digit.Row(y).CopyTo(paper.AsSpan(((top + y) * width) + left));
        }

        return new GrayImage(width, height, paper).Invert();
    }

    /// <summary>Strokes of straight lines, 8 pixels thick, on white paper of 180x140.</summary>
    private static GrayImage Strokes(string strokes)
    {
        byte[] paper = [.. Enumerable.Repeat((byte)255, 180 * 140)];
        foreach (string stroke in strokes.Split(" / "))
        {
            (double X, double Y)[] points =
            [
                .. stroke.Split(' ').Select(point => point.Split(',').Select(Number).ToArray()).Select(p => (p[0], p[1])),
            ];
            foreach (((double X, double Y) from, (double X, double Y) to) in points.Zip(points.Skip(1)))
            {
                for (int step = 0; step <= 100; step++)
                    Dot(paper, from.X + ((to.X - from.X) * step / 100), from.Y + ((to.Y - from.Y) * step / 100));
            }
        }

        return new GrayImage(180, 140, paper);
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static void Dot(byte[] paper, double x, double y)
    {
        for (int row = (int)y - 4; row <= y + 4; row++)
        {
            for (int column = (int)x - 4; column <= x + 4; column++)
            {
                if (((row - y) * (row - y)) + ((column - x) * (column - x)) <= 16)
                    paper[(row * 180) + column] = 0;
            }
        }
    }
}
