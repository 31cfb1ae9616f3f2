namespace MnistTrainer.Recognition;

/// <summary>Says whether a framed picture is refused, and why.</summary>
internal static class RefusalRule
{
    private static readonly (ShapeKind Kind, RefusalReason Reason)[] Reasons =
    [
        (ShapeKind.Letter, RefusalReason.Letter), (ShapeKind.Scribble, RefusalReason.Scribble), (ShapeKind.Several, RefusalReason.SeveralDigits),
    ];

    /// <summary>The refusal, or null where it is a digit or too much speaks for one.</summary>
    /// <param name="kinds">What the shape network says, by <see cref="ShapeKind"/>.</param>
    /// <param name="best">The probability of the likeliest class.</param>
    /// <param name="calibration">How sure one must be.</param>
    public static Refusal? Of(float[] kinds, float best, RefusalCalibration calibration)
    {
        double doubt = calibration.Doubt(ShapeEvidence.Of(kinds, best));
        return doubt <= calibration.Threshold ? null : new Refusal(Reasons.MaxBy(one => kinds[(int)one.Kind]).Reason, doubt);
    }
}
