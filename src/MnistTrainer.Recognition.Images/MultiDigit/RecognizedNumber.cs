using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition.Images;

/// <summary>One of the numbers of an image.</summary>
/// <param name="Digits">Its digits from left to right, at least one.</param>
/// <param name="Marks">Its points and minus signs from left to right.</param>
public sealed record RecognizedNumber(IReadOnlyList<RecognizedDigit> Digits, IReadOnlyList<NumberMark> Marks)
{
    /// <summary>The digits and marks as text, such as <c>-12.5</c>. A comma is written as a point.</summary>
    public string Text =>
        string.Concat(
            Digits
                .Select(digit => (digit.Box, Text: digit.Answer.Best?.Label ?? "?"))
                .Concat(Marks.Select(mark => (mark.Box, Text: mark.Kind == NumberMarkKind.Minus ? "-" : ".")))
                .OrderBy(one => one.Box.Left + (one.Box.Width / 2.0))
                .Select(one => one.Text)
        );
}
