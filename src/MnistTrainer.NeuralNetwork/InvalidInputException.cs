namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Says that something handed in from outside is at fault: a file, a row of it, an option. A fault of our own is never
/// reported with this type, so a program may show <see cref="Exception.Message"/> to its user as it is.
/// </summary>
public sealed class InvalidInputException : Exception
{
    /// <summary>A message that already names the place, what was expected, what was found and the remedy.</summary>
    public InvalidInputException(string message)
        : base(message) { }

    /// <summary>As <see cref="InvalidInputException(string)"/>, keeping what caused it.</summary>
    public InvalidInputException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Builds the message "place: expected E, found F. Remedy."</summary>
    /// <param name="place">File, and the row, column or byte offset in it: <c>train.csv, line 7, column 3</c>.</param>
    /// <param name="expected">What a right input holds there: <c>a pixel from 0 to 255</c>.</param>
    /// <param name="found">What it holds instead: <c>"abc"</c>.</param>
    /// <param name="remedy">One sentence, without its full stop, that says what to do.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public InvalidInputException(string place, string expected, string found, string remedy, Exception? innerException = null)
        : base($"{place}: expected {expected}, found {found}. {remedy}.", innerException) { }
}
