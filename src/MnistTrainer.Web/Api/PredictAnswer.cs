using System.Text.Json.Serialization;
using MnistTrainer.Recognition;

namespace MnistTrainer.Web;

/// <summary>What the API answers about an image.</summary>
internal sealed record PredictAnswer
{
    /// <summary>The likeliest class; null where there was nothing to see.</summary>
    public required string? Label { get; init; }

    /// <summary>How likely the network takes it to be that, 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>Why this is not a digit; null where it is one.</summary>
    [JsonPropertyName("refusal")]
    public required RejectionAnswer? Rejection { get; init; }

    /// <summary>All classes, the likeliest first.</summary>
    public required IReadOnlyList<RankedAnswer> Ranked { get; init; }

    /// <summary>What the network saw, as a data URL of a PNG.</summary>
    [JsonPropertyName("picture")]
    public required string Image { get; init; }

    /// <summary>The steps from the image that was sent to the one that the network saw; empty unless asked for.</summary>
    public required IReadOnlyList<StageAnswer> Stages { get; init; }

    /// <summary>All digits of the image, lines from the top and in each from the left; null unless asked for.</summary>
    public required IReadOnlyList<DigitAnswer>? Digits { get; init; }

    /// <summary>What the server took for it, in milliseconds.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>The answer for an image that was recognized.</summary>
    public static PredictAnswer Of(RecognizedImage recognized, bool withStages, IReadOnlyList<DigitAnswer>? digits, TimeSpan elapsed) =>
        new()
        {
            Label = recognized.Best?.Label,
            Probability = recognized.Probability,
            Rejection = RejectionAnswer.Of(recognized.Rejection),
            Ranked = RankedAnswer.Of(recognized.Ranked),
            Image = DataUrl.Encode(recognized.Image),
            // A photograph's first stages are large; on a page they are looked at small.
            Stages = withStages
                ?
                [
                    .. recognized.Stages.Select(stage => new StageAnswer(
                        stage.Name,
                        DataUrl.Encode(stage.Image.Within(StageAnswer.LargestSide))
                    )),
                ]
                : [],
            Digits = digits,
            Milliseconds = elapsed.TotalMilliseconds,
        };
}

/// <summary>A class and how likely it is.</summary>
/// <param name="Label">The class's name.</param>
/// <param name="Probability">0 to 1.</param>
internal sealed record RankedAnswer(string Label, double Probability)
{
    public static RankedAnswer[] Of(IReadOnlyList<RankedClass> ranked) =>
        [.. ranked.Select(one => new RankedAnswer(one.Label, one.Probability))];
}

/// <summary>A step on the way to what the network saw.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Image">What came out, as a data URL of a PNG.</param>
internal sealed record StageAnswer(string Name, string Image)
{
    /// <summary>Stages are sent scaled down to so many pixels a side.</summary>
    public const int LargestSide = 280;
}
