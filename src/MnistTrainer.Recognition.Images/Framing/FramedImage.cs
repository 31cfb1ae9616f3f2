using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition.Images;

/// <summary>An image in the form that a network takes.</summary>
/// <param name="Image">The image; all paper if there is no ink.</param>
/// <param name="Stages">The images that led to it.</param>
/// <param name="Rejection">The reason why this cannot be a digit; null if it can.</param>
internal sealed record FramedImage(GrayImage Image, IReadOnlyList<StageImage> Stages, Rejection? Rejection = null)
{
    /// <summary>The height of the digit in pixels, as <see cref="DigitTrace.Height"/> has it.</summary>
    public int? DigitHeight { get; init; }

    /// <summary>If the polarity is doubtful, the source image as dark on light under the opposite assumption; otherwise null.</summary>
    public GrayImage? OtherPolarity { get; init; }
}
