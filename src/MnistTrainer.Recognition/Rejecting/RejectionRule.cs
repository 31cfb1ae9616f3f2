namespace MnistTrainer.Recognition;

/// <summary>Decides whether a framed image is rejected, and why.</summary>
internal static class RejectionRule
{
    private static readonly (ShapeKind Kind, RejectionReason Reason)[] Reasons =
    [
        (ShapeKind.Letter, RejectionReason.Letter),
        (ShapeKind.Scribble, RejectionReason.Scribble),
        (ShapeKind.Several, RejectionReason.MultipleDigits),
    ];

    /// <summary>Decides on an image.</summary>
    /// <param name="kinds">The output of the shape network, by <see cref="ShapeKind"/>.</param>
    /// <param name="best">The probability of the most probable class.</param>
    /// <param name="calibration">The required confidence.</param>
    /// <returns>The rejection; null if the image is accepted as a digit.</returns>
    public static Rejection? Of(float[] kinds, float best, RejectionCalibration calibration)
    {
        double doubt = calibration.Doubt(ShapeEvidence.Of(kinds, best));
        return doubt <= calibration.Threshold ? null : new Rejection(Reasons.MaxBy(one => kinds[(int)one.Kind]).Reason, doubt);
    }
}
