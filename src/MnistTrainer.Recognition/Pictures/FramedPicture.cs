using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition;

/// <summary>A picture brought to the form that a network takes.</summary>
/// <param name="Picture">That form; all paper where there was nothing to see.</param>
/// <param name="Stages">The way to it.</param>
/// <param name="Refusal">Why there is nothing to recognise; null where there is.</param>
internal sealed record FramedPicture(GrayImage Picture, IReadOnlyList<RecognitionStage> Stages, Refusal? Refusal = null);
