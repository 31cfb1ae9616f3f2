using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition.Images.Tests;

public sealed class RecognizedNumberTests
{
    [Fact]
    public void Text_has_digits_and_marks_from_left_to_right()
    {
        RecognizedNumber number = new(
            [Digit("1", 20), Digit("2", 40), Digit("5", 70)],
            [new(NumberMarkKind.Minus, new ImageBox(2, 20, 10, 3)), new(NumberMarkKind.Point, new ImageBox(60, 38, 4, 4))]
        );
        Assert.Equal("-12.5", number.Text);
    }

    private static RecognizedDigit Digit(string label, int left)
    {
        RecognizedImage image = new()
        {
            Image = new GrayImage(28, 28, new byte[784]),
            Probabilities = [1],
            Ranked = [new RankedClass(label, 1)],
            Stages = [],
        };
        return new RecognizedDigit(new ImageBox(left, 0, 12, 40), image, 1);
    }
}
