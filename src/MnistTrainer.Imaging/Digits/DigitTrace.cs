namespace MnistTrainer.Imaging;

/// <summary>The images between a source image and its digit.</summary>
/// <param name="Stages">At least one image, in order: the source first, the framed digit last. Stages without effect are omitted.</param>
/// <param name="Digit">The framed digit; null if the image has no ink.</param>
public sealed record DigitTrace(IReadOnlyList<StageImage> Stages, GrayImage? Digit)
{
    /// <summary>
    /// If the polarity is doubtful, the source image as dark on light under the opposite assumption; otherwise null. Read it without
    /// <see cref="ImageStages.Polarity"/>.
    /// </summary>
    public GrayImage? OtherPolarity { get; init; }

    /// <summary>The height of the digit in pixels, in an image of at most 1,024 by 1,024; null if the image already has MNIST's frame or has no ink.</summary>
    public int? Height { get; init; }

    /// <summary>
    /// Whether the ink has a shape that digits do not have: an area that the edge of the image cuts off, such as a shadow, a dash, a pattern, or a blot.
    /// </summary>
    public bool IsImpossible { get; init; }
}
