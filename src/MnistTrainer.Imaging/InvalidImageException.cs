namespace MnistTrainer.Imaging;

/// <summary>
/// Says that a picture handed in from outside cannot be used. <see cref="Exception.Message"/> names the picture, what was
/// expected, what was found and the remedy, and may be shown to a user as it is.
/// </summary>
public sealed class InvalidImageException : Exception
{
    /// <summary>A message that already names the place, what was expected, what was found and the remedy.</summary>
    public InvalidImageException(string message)
        : base(message)
    {
    }

    /// <summary>As <see cref="InvalidImageException(string)"/>, keeping what caused it.</summary>
    public InvalidImageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
