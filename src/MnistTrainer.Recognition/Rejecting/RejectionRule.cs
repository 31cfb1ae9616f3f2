namespace MnistTrainer.Recognition;

/// <summary>Says whether a framed image is rejected, and why.</summary>
internal static class RejectionRule
{
    private static readonly (ShapeKind Kind, RejectionReason Reason)[] Reasons =
    [
        (ShapeKind.Letter, RejectionReason.Letter),
        (ShapeKind.Scribble, RejectionReason.Scribble),
        (ShapeKind.Several, RejectionReason.MultipleDigits),
    ];

    /// <summary>The rejection, or null where it is a digit or too much speaks for one.</summary>
    /// <param name="kinds">What the shape network says, by <see cref="ShapeKind"/>.</param>
    /// <param name="best">The probability of the likeliest class.</param>
    /// <param name="calibration">How sure one must be.</param>
    public static Rejection? Of(float[] kinds, float best, RejectionCalibration calibration)
    {
        double doubt = calibration.Doubt(ShapeEvidence.Of(kinds, best));
        return doubt <= calibration.Threshold ? null : new Rejection(Reasons.MaxBy(one => kinds[(int)one.Kind]).Reason, doubt);
    }
}
