namespace MnistTrainer.Imaging;

/// <summary>A point or a minus sign of a number, or what else is written beside a digit.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Box">Its bounding box in pixels of the source image.</param>
public sealed record NumberMark(NumberMarkKind Kind, ImageBox Box);
