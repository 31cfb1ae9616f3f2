namespace MnistTrainer.Imaging;

/// <summary>The way from an image to its digit, stage by stage.</summary>
/// <param name="Stages">At least one, in order: the image first, the framed digit last. Stages that changed nothing are left out.</param>
/// <param name="Digit">The framed digit; null where there is no ink to be seen.</param>
public sealed record DigitTrace(IReadOnlyList<StageImage> Stages, GrayImage? Digit)
{
    /// <summary>
    /// The image as dark on light if its polarity is the other than it was taken for, where that is in doubt; null where it is not. To read
    /// it that way, leave out <see cref="ImageStages.Polarity"/>.
    /// </summary>
    public GrayImage? OtherPolarity { get; init; }
}
