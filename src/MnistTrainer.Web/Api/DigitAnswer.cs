using System.Text.Json.Serialization;
using MnistTrainer.Imaging;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Web;

/// <summary>One of the digits of an image.</summary>
internal sealed record DigitAnswer
{
    /// <summary>The most probable class; null if there is no ink.</summary>
    public required string? Label { get; init; }

    /// <summary>The probability that the box contains exactly one digit and that it is <see cref="Label"/>, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The bounding box in pixels of the uploaded image.</summary>
    public required BoxAnswer Box { get; init; }

    /// <summary>The reason why this is not a digit; null if it is one.</summary>
    [JsonPropertyName("refusal")]
    public required RejectionAnswer? Rejection { get; init; }

    /// <summary>All classes, the most probable first.</summary>
    public required IReadOnlyList<RankedAnswer> Ranked { get; init; }

    /// <summary>The image that the network saw, as a data URL of a PNG.</summary>
    [JsonPropertyName("picture")]
    public required string Image { get; init; }

    /// <summary>Converts recognized digits.</summary>
    /// <param name="digits">The recognized digits.</param>
    /// <param name="scale">The size of the uploaded image relative to the decoded one.</param>
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
