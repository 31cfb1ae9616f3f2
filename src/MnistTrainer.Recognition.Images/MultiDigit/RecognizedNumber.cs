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

    /// <summary>A message for users about other marks than points and minus signs, about points that may separate thousands, and about digits of few pixels; null without any.</summary>
    public string? Note =>
        Marks.Any(mark => mark.Kind == NumberMarkKind.Other) ? "What is not a digit, a point or a minus sign is written as a question mark."
        : MaySeparateThousands ? "A point or comma before three digits may separate thousands."
        : FewPixels.NoteOn(Digits.Max(digit => (int?)digit.Box.Height));

    private bool MaySeparateThousands =>
        Text.TrimStart('-').Split('.') is [{ Length: >= 1 and <= 3 } and not "0", .. { Length: > 0 } groups]
        && groups.All(group => group.Length == 3);

    // A digit needs this much of its height from one side to the other and to the next: even a 1 of a thin pen, beside another.
    private const double LeastPitch = 0.14;
    private const int LeastHatching = 4;

    /// <summary>Whether the digits are the strokes of hatching or another pattern, as close together as no one writes digits.</summary>
    internal bool IsHatching
    {
        get
        {
            int[] heights = [.. Digits.Select(digit => digit.Box.Height).Order()];
            double width = Digits.Max(digit => digit.Box.Right) - Digits.Min(digit => digit.Box.Left);
            return heights.Length >= LeastHatching && width < LeastPitch * heights.Length * heights[heights.Length / 2];
        }
    }

    private const string Unknown = "?";

    private static string TextOf(NumberMark mark) =>
        mark.Kind switch
        {
            NumberMarkKind.Minus => "-",
            NumberMarkKind.Point => ".",
            _ => Unknown,
        };
}
