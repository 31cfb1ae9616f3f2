using System.Text.Json.Serialization;
using MnistTrainer.Imaging;
using MnistTrainer.Recognition;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Web;

/// <summary>The answer of the API for an image.</summary>
internal sealed record PredictAnswer
{
    /// <summary>The most probable class, or all digits if several were found unasked; null if the image is blank.</summary>
    public required string? Label { get; init; }

    /// <summary>The probability of that class, 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>The reason why the image is not a digit; null if it is one.</summary>
    [JsonPropertyName("refusal")]
    public required RejectionAnswer? Rejection { get; init; }

    /// <summary>All classes, the most probable first.</summary>
    public required IReadOnlyList<RankedAnswer> Ranked { get; init; }

    /// <summary>The image that the network saw, as a data URL of a PNG.</summary>
    [JsonPropertyName("picture")]
    public required string Image { get; init; }

    /// <summary>The processing stages from the uploaded image to the one that the network saw; empty unless requested.</summary>
    public required IReadOnlyList<StageAnswer> Stages { get; init; }

    /// <summary>All digits of the image in reading order; null unless requested or there are clearly several.</summary>
    public required IReadOnlyList<DigitAnswer>? Digits { get; init; }

    /// <summary>The numbers of the image in reading order, as text with points, minus signs and question marks for other marks; null unless requested or there are clearly several digits.</summary>
    public required IReadOnlyList<string>? Numbers { get; init; }

    /// <summary>What is written beside the digit and is not part of the answer, or what is a question mark in a number, in a sentence; null without any.</summary>
    public required string? Note { get; init; }

    /// <summary>The processing time in milliseconds.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>Converts a recognized image, without its processing time.</summary>
    public static PredictAnswer Of(
        RecognizedImage recognized,
        bool withStages,
        IReadOnlyList<DigitAnswer>? digits,
        IReadOnlyList<RecognizedNumber>? numbers
    ) =>
        new()
        {
            Label = recognized.Answer?.Label,
            Probability = recognized.Answer?.Probability ?? 0,
            Rejection = RejectionAnswer.Of(recognized.Rejection),
            Ranked = RankedAnswer.Of(recognized.Ranked),
            Image = DataUrl.Encode(recognized.Image),
            // The first stages of a photograph are large, but the page shows them small.
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
            Numbers = numbers is null ? null : [.. numbers.Select(number => number.Text)],
            Note = recognized.Note ?? numbers?.Select(number => number.Note).FirstOrDefault(note => note is not null),
            Milliseconds = 0,
        };
}

/// <summary>A class and its probability.</summary>
/// <param name="Label">The name of the class.</param>
/// <param name="Probability">The probability, 0 to 1.</param>
internal sealed record RankedAnswer(string Label, double Probability)
{
    public static RankedAnswer[] Of(IReadOnlyList<RankedClass> ranked) =>
        [.. ranked.Select(one => new RankedAnswer(one.Label, one.Probability))];
}

/// <summary>The image of a processing stage.</summary>
/// <param name="Name">The name of the stage.</param>
/// <param name="Image">The image, as a data URL of a PNG.</param>
internal sealed record StageAnswer(string Name, string Image)
{
    /// <summary>The maximum side of a stage's image, in pixels.</summary>
    public const int LargestSide = 280;
}
