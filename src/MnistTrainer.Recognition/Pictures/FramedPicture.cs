using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition;

/// <summary>A picture brought to the form that a network takes.</summary>
/// <param name="Picture">That form; all paper where there was nothing to see.</param>
/// <param name="Stages">The way to it.</param>
/// <param name="Refusal">Why there is nothing to recognise; null where there is.</param>
internal sealed record FramedPicture(GrayImage Picture, IReadOnlyList<RecognitionStage> Stages, Refusal? Refusal = null)
{
    /// <summary>What was given, as dark on light if its polarity is the other than it was taken for; null where there is no doubt.</summary>
    public GrayImage? OtherPolarity { get; init; }
}
