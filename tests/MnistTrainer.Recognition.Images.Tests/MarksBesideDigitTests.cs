using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Images.Tests;

/// <summary>The included model on single digits with something written beside them, which an answer of one digit leaves out.</summary>
public sealed class MarksBesideDigitTests
{
    private const int Side = 100;
    private const int Left = 80;
    private const int Top = 20;

    private static readonly ImageRecognizer Reader = ImageRecognizer.Load(Path.Combine(Repository.Root, "models", "digits.zip"));

    private static readonly Samples<byte> Written = DigitSynthesizer.Synthesize(
        20,
        seed: 53,
        DataSplit.Test,
        cancellation: TestContext.Current.CancellationToken
    );

    [Fact]
    public void Reports_a_minus_sign()
    {
        Assert.InRange(CountWith(image => image.Marks is [{ Kind: NumberMarkKind.Minus }], (30, 66, 32, 9)), 15, 20);
        RecognizedImage single = Reader.RecognizeSingle(Draw(0, (30, 66, 32, 9)));
        Assert.Empty(single.Marks);
        Assert.Null(single.Note);
    }

    [Fact]
    public void Reports_an_equals_sign_as_another_mark() =>
        Assert.InRange(
            CountWith(
                image => image.Marks.Count > 0 && image.Marks.All(mark => mark.Kind == NumberMarkKind.Other),
                (30, 52, 32, 9),
                (30, 78, 32, 9)
            ),
            15,
            20
        );

    /// <summary>Dots of a third of the height of the usual point, and a cap above the digit.</summary>
    [Fact]
    public void Reports_neither_dirt_nor_ink_above_the_digit() =>
        Assert.Equal(20, CountWith(image => image.Note is null, (40, 60, 4, 4), (200, 90, 4, 4), (100, 4, 60, 8)));

    private static int CountWith(Predicate<RecognizedImage> condition, params (int X, int Y, int Width, int Height)[] marks) =>
        Enumerable.Range(0, 20).Count(row => condition(Reader.Recognize(Draw(row, marks))));

    /// <summary>Draws a digit and black rectangles on white paper.</summary>
    private static GrayImage Draw(int row, params (int X, int Y, int Width, int Height)[] marks)
    {
        const int Width = 260,
            Height = 140;
        byte[] paper = [.. Enumerable.Repeat((byte)255, Width * Height)];
        GrayImage digit = new GrayImage(28, 28, Written.Row(row).ToArray()).Resize(Side, Side);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
                paper[((Top + y) * Width) + Left + x] = (byte)(255 - digit[x, y]);
        }

        foreach ((int x, int y, int width, int height) in marks)
        {
            for (int i = y; i < y + height; i++)
                paper.AsSpan((i * Width) + x, width).Clear();
        }

        return new GrayImage(Width, Height, paper);
    }
}
