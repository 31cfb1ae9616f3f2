namespace MnistTrainer.Data;

/// <summary>An image of one digit as a person might give it.</summary>
/// <param name="File">The bytes of a PNG or a JPEG file.</param>
/// <param name="Extension">Which of the two: <c>.png</c> or <c>.jpg</c>.</param>
/// <param name="Digit">The digit on it, 0 to 9.</param>
public sealed record ComposedImage(byte[] File, string Extension, int Digit);
