namespace MnistTrainer.Recognition;

/// <summary>An image that may be of one digit.</summary>
/// <param name="Image">What the network takes it for.</param>
/// <param name="Likeness">How likely it is of one digit, 0 to 1.</param>
internal sealed record RecognizedDigitImage(RecognizedImage Image, double Likeness);
