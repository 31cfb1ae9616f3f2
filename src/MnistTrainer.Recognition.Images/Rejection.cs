using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Images;

/// <summary>The decision that an image is not a single digit.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Confidence">The probability that the rejection is correct, 0 to 1.</param>
public sealed record Rejection(RejectionReason Reason, double Confidence)
{
    /// <summary>The name of the reason in JSON: <c>blank</c>, <c>scribble</c>, <c>letter</c> or <c>several-digits</c>.</summary>
    public string Name =>
        Reason switch
        {
            RejectionReason.Blank => "blank",
            RejectionReason.Scribble => "scribble",
            RejectionReason.Letter => "letter",
            _ => "several-digits",
        };

    /// <summary>A short description: <c>not a digit: blank, 100 % confident</c>.</summary>
    public string Verdict => $"not a digit: {Name.Replace('-', ' ')}, {PercentText.Of(Confidence, 0)} confident";

    /// <summary>A message for users: the finding and the remedy.</summary>
    public string Message =>
        Reason switch
        {
            RejectionReason.Blank => "No ink is visible. Draw the digit with more contrast.",
            RejectionReason.Scribble => "This does not have the shape of a digit. Draw a single digit.",
            RejectionReason.Letter => "This looks more like a letter or a symbol than a digit. Draw a single digit.",
            _ => "There are several digits. Request multiple digits, or cut out one.",
        };
}
