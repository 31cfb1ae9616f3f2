namespace MnistTrainer.Imaging;

/// <summary>
/// Says that an image handed in from outside cannot be used. <see cref="Exception.Message"/> names the image, what was
/// expected, what was found and the remedy, and may be shown to a user as it is.
/// </summary>
public sealed class InvalidImageException : Exception
{
    /// <summary>A message that already names the place, what was expected, what was found and the remedy.</summary>
    public InvalidImageException(string message)
        : base(message) { }

    /// <summary>As <see cref="InvalidImageException(string)"/>, keeping what caused it.</summary>
    public InvalidImageException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Builds the message "name: expected E, found F. Remedy."</summary>
    /// <param name="name">The image's file, or what else a person knows it by.</param>
    /// <param name="expected">What a right image is: <c>a PNG, JPEG, BMP, GIF or WebP image</c>.</param>
    /// <param name="found">What it is instead: <c>a text file</c>.</param>
    /// <param name="remedy">One sentence, without its full stop, that says what to do.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public InvalidImageException(string name, string expected, string found, string remedy, Exception? innerException = null)
        : base($"{name}: expected {expected}, found {found}. {remedy}.", innerException) { }
}
