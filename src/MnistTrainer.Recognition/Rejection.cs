using System.Globalization;

namespace MnistTrainer.Recognition;

/// <summary>That an image is not one digit.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Confidence">How likely it is that the rejection is right, 0 to 1.</param>
public sealed record Rejection(RejectionReason Reason, double Confidence)
{
    /// <summary>The reason's name for programs: <c>blank</c>, <c>scribble</c>, <c>letter</c>, <c>several-digits</c>.</summary>
    public string Name =>
        Reason switch
        {
            RejectionReason.Blank => "blank",
            RejectionReason.Scribble => "scribble",
            RejectionReason.Letter => "letter",
            _ => "several-digits",
        };

    /// <summary>In a few words: <c>not a digit: blank, 100 % sure</c>.</summary>
    public string Verdict =>
        string.Create(CultureInfo.InvariantCulture, $"not a digit: {Name.Replace('-', ' ')}, {100 * Confidence:F0} % sure");

    /// <summary>A sentence for people: what was found and what to do.</summary>
    public string Message =>
        Reason switch
        {
            RejectionReason.Blank => "There is no ink to be seen. Draw the digit with more contrast.",
            RejectionReason.Scribble => "This is no shape that a digit has. Draw one digit alone.",
            RejectionReason.Letter => "This looks more like a letter or a sign than like a digit. Draw one digit alone.",
            _ => "There are several digits. Ask for several, or cut out one.",
        };
}
