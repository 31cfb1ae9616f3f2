namespace MnistTrainer.Recognition.Images;

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
    /// <param name="shape">The output of the shape network.</param>
    /// <param name="best">The most probable class of the network of digits.</param>
    /// <param name="calibration">The required confidence.</param>
    /// <returns>The rejection; null if the image is accepted as a digit.</returns>
    public static Rejection? Of(ShapeLikelihoods shape, RankedClass best, RejectionCalibration calibration)
    {
        double doubt = calibration.Doubt(ShapeEvidence.Of(shape, best));
        return doubt <= calibration.Threshold ? null : new Rejection(Reasons.MaxBy(one => shape[one.Kind]).Reason, doubt);
    }
}
