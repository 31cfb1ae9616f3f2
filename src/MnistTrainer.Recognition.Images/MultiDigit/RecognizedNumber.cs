using System.Text;
using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition.Images;

/// <summary>One of the numbers of an image.</summary>
/// <param name="Digits">Its digits from left to right, at least one.</param>
/// <param name="Marks">Its points and minus signs, and other marks among and beside its digits, from left to right.</param>
public sealed record RecognizedNumber(IReadOnlyList<RecognizedDigit> Digits, IReadOnlyList<NumberMark> Marks)
{
    /// <summary>The digits and marks as text, such as <c>-12.5</c>. A comma is written as a point, and other marks as one question mark: <c>1?2</c>.</summary>
    public string Text
    {
        get
        {
            StringBuilder text = new();
            foreach (
                (ImageBox _, string part) in Digits
                    .Select(digit => (digit.Box, Text: digit.Answer.Best?.Label ?? Unknown))
                    .Concat(Marks.Select(mark => (mark.Box, Text: TextOf(mark))))
                    .OrderBy(one => one.Box.Left + (one.Box.Width / 2.0))
            )
            {
                if (part != Unknown || text.Length == 0 || text[^1] != Unknown[0])
                    text.Append(part);
            }

            return text.ToString();
        }
    }

    /// <summary>A message for users about other marks than points and minus signs; null without any.</summary>
    public string? Note =>
        Marks.Any(mark => mark.Kind == NumberMarkKind.Other)
            ? "What is not a digit, a point or a minus sign is written as a question mark."
            : null;

    private const string Unknown = "?";

    private static string TextOf(NumberMark mark) =>
        mark.Kind switch
        {
            NumberMarkKind.Minus => "-",
            NumberMarkKind.Point => ".",
            _ => Unknown,
        };
}
