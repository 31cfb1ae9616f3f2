namespace MnistTrainer.Recognition;

/// <summary>A picture that may be of one digit.</summary>
/// <param name="Picture">What the network takes it for.</param>
/// <param name="Likeness">How likely it is of one digit, 0 to 1.</param>
internal sealed record RecognizedDigitPicture(RecognizedPicture Picture, double Likeness);
