using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition;

/// <summary>One of the digits of an image.</summary>
/// <param name="Box">Where it lies, in pixels of the image that was given.</param>
/// <param name="Answer">What the network takes it for.</param>
/// <param name="Confidence">How likely it is that there is one digit in the box and that it is <see cref="RecognizedImage.Best"/>, 0 to 1.</param>
public sealed record RecognizedDigit(ImageBox Box, RecognizedImage Answer, double Confidence);
