using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Web;

/// <summary>How the teaching of the served model stands. What was drawn, and why a lesson failed, is only for clients that may teach.</summary>
internal sealed record LessonAnswer
{
    /// <summary>Whether this client may teach the model.</summary>
    public bool IsAllowed { get; init; }

    /// <summary>Whether the data that the model is not to forget is on the server's machine.</summary>
    public bool HasData { get; init; }

    /// <summary>The name of that data; null if the model does not name it.</summary>
    public string? Dataset { get; init; }

    /// <summary>The state of the latest lesson: <c>none</c>, <c>learning</c>, <c>learned</c>, <c>canceled</c>, <c>failed</c>, <c>undone</c> or <c>saved</c>.</summary>
    public string State { get; init; } = None;

    /// <summary>The number of the latest lesson, from 1, by which a page recognizes its own; 0 where there is none, or it was undone.</summary>
    public int Number { get; init; }

    /// <summary>The share of the lesson that is done, 0 to 1.</summary>
    public double Progress { get; init; }

    /// <summary>The class that the drawing was to be; null without a lesson.</summary>
    public string? Label { get; init; }

    /// <summary>What the drawing was before; null without a lesson.</summary>
    public ReadingAnswer? Before { get; init; }

    /// <summary>What the drawing is now; null until it is learned.</summary>
    public ReadingAnswer? After { get; init; }

    /// <summary>The accuracy on the test images before, 0 to 1; null until it is learned.</summary>
    public double? TestBefore { get; init; }

    /// <summary>The accuracy on the test images now, 0 to 1; null until it is learned.</summary>
    public double? TestAfter { get; init; }

    /// <summary>The number of test images; null until it is learned.</summary>
    public long? TestCount { get; init; }

    /// <summary>Why the lesson failed; null if it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>The name of the file that the model was saved as; null if it was not.</summary>
    public string? File { get; init; }

    /// <summary>The number of drawings that the served model has learned since it was loaded or saved, and that can be saved.</summary>
    public int Unsaved { get; init; }

    /// <summary>Whether the latest lesson can be undone: it was not saved, and is one of the latest ten.</summary>
    public bool CanUndo { get; init; }

    /// <summary>The answer to a client.</summary>
    /// <param name="isAllowed">Whether it may teach.</param>
    public LessonAnswer For(bool isAllowed) =>
        isAllowed ? this with { IsAllowed = true } : this with { Label = null, Before = null, After = null, Failure = null };

    /// <summary>No lesson so far.</summary>
    public const string None = "none";

    /// <summary>A lesson is running.</summary>
    public const string Learning = "learning";

    /// <summary>The served model has learned the drawing.</summary>
    public const string Learned = "learned";

    /// <summary>The lesson was canceled; the model is as it was.</summary>
    public const string Canceled = "cancelled";

    /// <summary>The lesson failed; the model is as it was.</summary>
    public const string Failed = "failed";

    /// <summary>The model is what it was before the lesson.</summary>
    public const string Undone = "undone";

    /// <summary>The model was saved.</summary>
    public const string Saved = "saved";
}

/// <summary>What a drawing is to the model.</summary>
/// <param name="Label">The most probable class.</param>
/// <param name="Probability">Its probability, 0 to 1.</param>
/// <param name="IsRejected">Whether the drawing is rejected as none of the classes.</param>
internal sealed record ReadingAnswer(string Label, double Probability, bool IsRejected)
{
    /// <summary>Reads an image that is not blank.</summary>
    public static ReadingAnswer Of(RecognizedImage image) =>
        new(image.Ranked[0].Label, image.Ranked[0].Probability, image.Rejection is not null);
}
