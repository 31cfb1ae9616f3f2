using MnistTrainer.Imaging;
using MnistTrainer.Recognition;

namespace MnistTrainer.Web;

/// <summary>What the API answers about a picture.</summary>
internal sealed record PredictAnswer
{
    /// <summary>The likeliest class; null where there was nothing to see.</summary>
    public required string? Label { get; init; }

    /// <summary>How likely the network takes it to be that, 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>Why this is not a digit; null where it is one.</summary>
    public required RefusalAnswer? Refusal { get; init; }

    /// <summary>All classes, the likeliest first.</summary>
    public required IReadOnlyList<RankedAnswer> Ranked { get; init; }

    /// <summary>What the network saw, as a data URL of a PNG.</summary>
    public required string Picture { get; init; }

    /// <summary>The steps from the picture that was sent to the one that the network saw; empty unless asked for.</summary>
    public required IReadOnlyList<StageAnswer> Stages { get; init; }

    /// <summary>All digits of the picture, lines from the top and in each from the left; null unless asked for.</summary>
    public required IReadOnlyList<DigitAnswer>? Digits { get; init; }

    /// <summary>What the server took for it, in milliseconds.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>A picture as a data URL of a PNG.</summary>
    public static string DataUrlOf(GrayImage image) => $"data:image/png;base64,{Convert.ToBase64String(ImageCodec.EncodePng(image))}";

    /// <summary>The answer for a picture that was recognised.</summary>
    public static PredictAnswer Of(RecognizedPicture recognized, bool withStages, IReadOnlyList<DigitAnswer>? digits, TimeSpan elapsed) => new()
    {
        Label = recognized.Best?.Label,
        Probability = recognized.Probability,
        Refusal = RefusalAnswer.Of(recognized.Refusal),
        Ranked = RankedAnswer.Of(recognized.Ranked),
        Picture = DataUrlOf(recognized.Picture),
        // A photograph's first stages are large; on a page they are looked at small.
        Stages = withStages ? [.. recognized.Stages.Select(stage => new StageAnswer(stage.Name, DataUrlOf(stage.Image.Within(StageAnswer.LargestSide))))] : [],
        Digits = digits,
        Milliseconds = elapsed.TotalMilliseconds,
    };
}

/// <summary>A class and how likely it is.</summary>
/// <param name="Label">The class's name.</param>
/// <param name="Probability">0 to 1.</param>
internal sealed record RankedAnswer(string Label, double Probability)
{
    public static RankedAnswer[] Of(IReadOnlyList<RankedClass> ranked) => [.. ranked.Select(one => new RankedAnswer(one.Label, one.Probability))];
}

/// <summary>Why a picture is not a digit.</summary>
/// <param name="Reason">In a word: <c>blank</c>, <c>scribble</c>, <c>letter</c>, <c>several-digits</c>.</param>
/// <param name="Message">In a sentence.</param>
/// <param name="Confidence">How likely it is that the refusal is right, 0 to 1.</param>
internal sealed record RefusalAnswer(string Reason, string Message, double Confidence)
{
    public static RefusalAnswer? Of(Refusal? refusal) => refusal is null ? null : new RefusalAnswer(refusal.Name, refusal.Message, refusal.Confidence);
}

/// <summary>A step on the way to what the network saw.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Image">What came out, as a data URL of a PNG.</param>
internal sealed record StageAnswer(string Name, string Image)
{
    /// <summary>Stages are sent scaled down to so many pixels a side.</summary>
    public const int LargestSide = 280;
}
