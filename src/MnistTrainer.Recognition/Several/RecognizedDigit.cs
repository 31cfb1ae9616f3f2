using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition;

/// <summary>One of the digits of a picture.</summary>
/// <param name="Box">Where it lies, in pixels of the picture that was given.</param>
/// <param name="Answer">What the network takes it for.</param>
/// <param name="Confidence">How likely it is that there is one digit in the box and that it is <see cref="RecognizedPicture.Best"/>, 0 to 1.</param>
public sealed record RecognizedDigit(PictureBox Box, RecognizedPicture Answer, double Confidence);
