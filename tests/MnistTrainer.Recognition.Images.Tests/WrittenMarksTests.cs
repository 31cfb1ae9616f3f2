using MnistTrainer.Data;
using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition.Images.Tests;

/// <summary>The included model on writings of digits and other marks: none of the marks may silently become a digit, or vanish between two.</summary>
public sealed class WrittenMarksTests
{
    private const int Count = 20;

    private static readonly ImageRecognizer Reader = ImageRecognizer.Load(Path.Combine(Repository.Root, "models", "digits.zip"));

    [Theory]
    [InlineData("(d)")]
    [InlineData("d)")]
    [InlineData("d!")]
    [InlineData("d%")]
    [InlineData("#d")]
    [InlineData("dE")]
    public void A_digit_with_other_marks_is_that_digit_with_a_note(string pattern) =>
        Assert.InRange(
            CountOf(
                pattern,
                (image, digits) =>
                    Reader.Recognize(image) is { Rejection: null, Numbers: [], Note: not null } read && read.Best?.Label == digits
            ),
            16,
            Count
        );

    [Theory]
    [InlineData("d/d")]
    [InlineData("dd/dd")]
    [InlineData("d:dd")]
    [InlineData("d=d")]
    [InlineData("d+d")]
    [InlineData("dxd")]
    [InlineData("(dd)")]
    [InlineData("dd!")]
    [InlineData("dd%")]
    [InlineData("#dd")]
    public void Other_marks_of_a_number_are_question_marks(string pattern)
    {
        string places = string.Concat(pattern.Select(one => one == 'd' ? 'd' : '?'));
        Assert.InRange(CountOf(pattern, (image, digits) => TextOf(Reader.RecognizeNumbers(image)) == Fill(places, digits)), 15, Count);
        Assert.InRange(
            CountOf(
                pattern,
                (image, digits) =>
                    Reader.Recognize(image) is { Numbers.Count: > 0, Note: not null } read && read.Answer?.Label == Fill(places, digits)
            ),
            14,
            Count
        );
    }

    [Fact]
    public void A_plain_number_has_no_other_marks()
    {
        NumberComposer composer = new(
            DigitSynthesizer.Synthesize(500, seed: 31, DataSplit.Test, cancellation: TestContext.Current.CancellationToken),
            seed: 4
        );
        int noted = Enumerable
            .Range(0, 60)
            .Count(index =>
                Reader
                    .RecognizeNumbers(composer.Compose(index, NumberSpacing.Apart, NumberPaper.White).Image)
                    .Any(one => one.Note is not null)
            );
        Assert.InRange(noted, 0, 1);
    }

    [Fact]
    public void Digits_that_touch_are_no_letters()
    {
        NumberComposer composer = new(
            DigitSynthesizer.Synthesize(500, seed: 32, DataSplit.Test, cancellation: TestContext.Current.CancellationToken),
            seed: 6
        );
        int unread = Enumerable
            .Range(0, 100)
            .Count(index =>
                Reader.RecognizeNumbers(composer.Compose(index, NumberSpacing.Touching, NumberPaper.White).Image)
                    is not [{ Note: null }, ..]
            );
        Assert.InRange(unread, 0, 1);
    }

    public static TheoryData<string, NumberMarkKind> Frames =>
        new()
        {
            { "circle", NumberMarkKind.Frame },
            { "box", NumberMarkKind.Frame },
            { "line", NumberMarkKind.Underline },
        };

    [Theory]
    [MemberData(nameof(Frames))]
    public void What_is_drawn_around_or_below_a_digit_is_left_out_with_a_note(string kind, NumberMarkKind mark) =>
        Assert.InRange(
            Enumerable
                .Range(0, Count)
                .Count(index =>
                {
                    (GrayImage image, string digits, IReadOnlyList<ImageBox> boxes) = WrittenLine.Write("d", index);
                    RecognizedImage read = Reader.Recognize(WrittenLine.Draw(image, [.. Points(kind, boxes[0])]));
                    return read is { Rejection: null, Note: not null }
                        && read.Marks is [{ Kind: var found }]
                        && found == mark
                        && read.Best?.Label == digits;
                }),
            17,
            Count
        );

    private static IEnumerable<(double X, double Y)> Points(string kind, ImageBox digit)
    {
        (double x, double y, double half) = (digit.Left + (digit.Width / 2.0), digit.Top + (digit.Height / 2.0), digit.Height / 2.0);
        return kind switch
        {
            "circle" => Enumerable
                .Range(0, 41)
                .Select(i => (x + (1.5 * half * Math.Cos(i * Math.PI / 20)), y + (1.5 * half * Math.Sin(i * Math.PI / 20)))),
            "box" =>
            [
                (x - (1.3 * half), y - (1.35 * half)),
                (x + (1.3 * half), y - (1.3 * half)),
                (x + (1.35 * half), y + (1.35 * half)),
                (x - (1.3 * half), y + (1.3 * half)),
                (x - (1.3 * half), y - (1.35 * half)),
            ],
            _ => [(x - half, y + (1.45 * half)), (x + half, y + (1.4 * half))],
        };
    }

    private static int CountOf(string pattern, Func<GrayImage, string, bool> condition) =>
        Enumerable
            .Range(0, Count)
            .Count(index =>
            {
                (GrayImage image, string digits, _) = WrittenLine.Write(pattern, index);
                return condition(image, digits);
            });

    private static string Fill(string places, string digits)
    {
        int place = 0;
        return string.Concat(places.Select(one => one == 'd' ? digits[place++] : one));
    }

    private static string TextOf(IEnumerable<RecognizedNumber> numbers) => string.Join(' ', numbers.Select(number => number.Text));
}
