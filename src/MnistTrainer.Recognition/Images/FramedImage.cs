using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition;

/// <summary>An image brought to the form that a network takes.</summary>
/// <param name="Image">That form; all paper where there was nothing to see.</param>
/// <param name="Stages">The way to it.</param>
/// <param name="Rejection">Why there is nothing to recognize; null where there is.</param>
internal sealed record FramedImage(GrayImage Image, IReadOnlyList<RecognitionStage> Stages, Rejection? Rejection = null)
{
    /// <summary>What was given, as dark on light if its polarity is the other than it was taken for; null where there is no doubt.</summary>
    public GrayImage? OtherPolarity { get; init; }
}
