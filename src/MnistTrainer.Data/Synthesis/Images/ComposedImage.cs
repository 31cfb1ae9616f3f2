namespace MnistTrainer.Data;

/// <summary>An image file of one digit, as a user might provide it.</summary>
/// <param name="File">The bytes of a PNG or JPEG file.</param>
/// <param name="Extension">The file extension: <c>.png</c> or <c>.jpg</c>.</param>
/// <param name="Digit">The digit in the image, 0 to 9.</param>
public sealed record ComposedImage(byte[] File, string Extension, int Digit);
