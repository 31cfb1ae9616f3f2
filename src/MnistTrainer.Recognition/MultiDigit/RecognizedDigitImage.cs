namespace MnistTrainer.Recognition;

/// <summary>An image that may show a single digit.</summary>
/// <param name="Image">The recognized image.</param>
/// <param name="Likeness">The probability that it shows a single digit, 0 to 1.</param>
internal sealed record RecognizedDigitImage(RecognizedImage Image, double Likeness);
