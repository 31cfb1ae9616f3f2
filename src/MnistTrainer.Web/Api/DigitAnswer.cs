using System.Text.Json.Serialization;
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
            Image = DataUrl.Encode(digit.Answer.Image),
        };
}
