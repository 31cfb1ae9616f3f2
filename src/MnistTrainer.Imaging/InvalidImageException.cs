namespace MnistTrainer.Imaging;

/// <summary>
/// Thrown if an input image cannot be used. <see cref="Exception.Message"/> names the image, what was expected, what was found and the remedy,
/// and can be shown to a user unchanged.
/// </summary>
public sealed class InvalidImageException : Exception
{
    /// <summary>Creates the exception with a complete message: the image, what was expected, what was found and the remedy.</summary>
    public InvalidImageException(string message)
        : base(message) { }

    /// <summary>Creates the exception with a complete message and its cause.</summary>
    public InvalidImageException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Creates the exception with the message "name: expected E, found F. Remedy."</summary>
    /// <param name="name">The image's file, or another name that the user knows it by.</param>
    /// <param name="expected">A description of a valid image: <c>a PNG, JPEG, BMP, GIF, WebP, TIFF, PNM or TGA image</c>.</param>
    /// <param name="found">What was found instead: <c>a text file</c>.</param>
    /// <param name="remedy">What to do, as a sentence without its period.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public InvalidImageException(string name, string expected, string found, string remedy, Exception? innerException = null)
        : base($"{name}: expected {expected}, found {found}. {remedy}.", innerException) { }
}
