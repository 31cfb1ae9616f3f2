using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition.Images;

/// <summary>One of the digits of an image.</summary>
/// <param name="Box">The bounding box in pixels of the source image.</param>
/// <param name="Answer">The recognized digit.</param>
/// <param name="Confidence">The probability that the box contains exactly one digit and that it is <see cref="RecognizedImage.Best"/>, 0 to
/// 1.</param>
public sealed record RecognizedDigit(ImageBox Box, RecognizedImage Answer, double Confidence);
