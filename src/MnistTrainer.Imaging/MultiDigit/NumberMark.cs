namespace MnistTrainer.Imaging;

/// <summary>A point or a minus sign of a number, or another mark beside a digit.</summary>
/// <param name="Kind">The meaning of the mark.</param>
/// <param name="Box">The bounding box in pixels of the source image.</param>
public sealed record NumberMark(NumberMarkKind Kind, ImageBox Box);
