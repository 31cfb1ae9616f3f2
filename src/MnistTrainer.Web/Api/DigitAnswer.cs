using System.Text.Json.Serialization;
using MnistTrainer.Imaging;
using MnistTrainer.Recognition;

namespace MnistTrainer.Web;

/// <summary>One of several digits of an image.</summary>
internal sealed record DigitAnswer
{
    /// <summary>The likeliest class; null where there was nothing to see.</summary>
    public required string? Label { get; init; }

    /// <summary>How likely it is that there is one digit in the box and that it is that, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Where it lies.</summary>
    public required BoxAnswer Box { get; init; }

    /// <summary>Why this is not a digit; null where it is one.</summary>
    [JsonPropertyName("refusal")]
    public required RejectionAnswer? Rejection { get; init; }

    /// <summary>All classes, the likeliest first.</summary>
    public required IReadOnlyList<RankedAnswer> Ranked { get; init; }

    /// <summary>What the network saw, as a data URL of a PNG.</summary>
    [JsonPropertyName("picture")]
    public required string Image { get; init; }

    /// <summary>The answers for digits that were recognized.</summary>
    /// <param name="digits">The digits.</param>
    /// <param name="scale">How many times as large the image that was sent is as the one that they were found in.</param>
    public static DigitAnswer[] Of(IReadOnlyList<RecognizedDigit> digits, double scale) => [.. digits.Select(digit => Of(digit, scale))];

    private static DigitAnswer Of(RecognizedDigit digit, double scale) =>
        new()
        {
            Label = digit.Answer.Best?.Label,
            Confidence = digit.Confidence,
            Box = BoxAnswer.Of(digit.Box, scale),
            Rejection = RejectionAnswer.Of(digit.Answer.Rejection),
            Ranked = RankedAnswer.Of(digit.Answer.Ranked),
            Image = PredictAnswer.DataUrlOf(digit.Answer.Image),
        };
}

/// <summary>A rectangle in pixels of the image that was sent, as it stands upright.</summary>
/// <param name="Left">Columns before it.</param>
/// <param name="Top">Rows above it.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
internal sealed record BoxAnswer(int Left, int Top, int Width, int Height)
{
    public static BoxAnswer Of(ImageBox box, double scale)
    {
        (int left, int top) = (Scaled(box.Left), Scaled(box.Top));
        return new(left, top, Math.Max(1, Scaled(box.Right) - left), Math.Max(1, Scaled(box.Bottom) - top));

        int Scaled(int length) => (int)Math.Round(length * scale);
    }
}
