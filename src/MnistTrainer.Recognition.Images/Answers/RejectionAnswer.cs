namespace MnistTrainer.Recognition.Images;

/// <summary>A rejection as programs read it: <c>{"reason": "letter", "message": "…", "confidence": 0.998}</c>.</summary>
/// <param name="Reason">The reason's name: <c>blank</c>, <c>scribble</c>, <c>letter</c> or <c>several-digits</c>.</param>
/// <param name="Message">The reason and the remedy in a sentence.</param>
/// <param name="Confidence">The probability that the rejection is correct, 0 to 1.</param>
public sealed record RejectionAnswer(string Reason, string Message, double Confidence)
{
    /// <summary>Converts a rejection.</summary>
    /// <param name="rejection">The rejection, or null for an image that was not rejected.</param>
    /// <returns>The answer; null for null.</returns>
    public static RejectionAnswer? Of(Rejection? rejection) =>
        rejection is null ? null : new RejectionAnswer(rejection.Name, rejection.Message, rejection.Confidence);
}
