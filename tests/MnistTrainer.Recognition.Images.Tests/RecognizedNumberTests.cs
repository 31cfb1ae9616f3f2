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

    [Fact]
    public void Text_has_one_question_mark_for_other_marks_beside_each_other()
    {
        RecognizedNumber number = new([Digit("1", 20), Digit("2", 60)], [Other(42), Other(50), Other(80)]);
        Assert.Equal("1?2?", number.Text);
        Assert.NotNull(number.Note);
        Assert.Null((number with { Marks = [] }).Note);

        static NumberMark Other(int left) => new(NumberMarkKind.Other, new ImageBox(left, 0, 4, 40));
    }

    [Theory]
    [InlineData("1.234", true)]
    [InlineData("123.456.789", true)]
    [InlineData("3.14", false)]
    [InlineData("0.125", false)]
    [InlineData("1234.567", false)]
    [InlineData("1.23.456", false)]
    public void Note_reports_points_that_may_separate_thousands(string text, bool isReported)
    {
        (int Left, char Sign)[] signs = [.. text.Select((sign, index) => (20 * index, sign))];
        RecognizedNumber number = new(
            [.. signs.Where(sign => sign.Sign != '.').Select(sign => Digit($"{sign.Sign}", sign.Left))],
            [
                .. signs
                    .Where(sign => sign.Sign == '.')
                    .Select(sign => new NumberMark(NumberMarkKind.Point, new ImageBox(sign.Left, 36, 4, 4))),
            ]
        );
        Assert.Equal(text, number.Text);
        Assert.Equal(isReported ? "A point or comma before three digits may separate thousands." : null, number.Note);
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void Note_reports_digits_of_few_pixels(int height, bool isReported)
    {
        RecognizedNumber number = new([Digit("1", 0), Digit("2", 20)], []);
        number = number with { Digits = [.. number.Digits.Select(digit => digit with { Box = digit.Box with { Height = height } })] };
        Assert.Equal(isReported, number.Note?.StartsWith("Digits less than 10 pixels high", StringComparison.Ordinal) ?? false);
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
