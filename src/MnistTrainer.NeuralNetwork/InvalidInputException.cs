namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Thrown for invalid input from outside: a file, one of its rows, an option. Never thrown for internal errors, so a program may show
/// <see cref="Exception.Message"/> to its user unchanged: control characters in names from outside are escaped (<see cref="PrintableText"/>).
/// </summary>
public sealed class InvalidInputException : Exception
{
    /// <summary>
    /// The option that resolves the ambiguity of the input, by the name of its property: <c>LabelColumn</c>. Null if there is none.
    /// </summary>
    public string? Option { get; init; }

    /// <summary>Creates an exception with a complete message: the place, what was expected, what was found and the remedy.</summary>
    public InvalidInputException(string message)
        : base(PrintableText.OfLines(message)) { }

    /// <summary>Creates an exception with a complete message and the exception that caused it.</summary>
    public InvalidInputException(string message, Exception innerException)
        : base(PrintableText.OfLines(message), innerException) { }

    /// <summary>Builds the message "place: expected E, found F. Remedy."</summary>
    /// <param name="place">The file and the row, column or byte offset in it: <c>train.csv, line 7, column 3</c>.</param>
    /// <param name="expected">The expected content: <c>a pixel from 0 to 255</c>.</param>
    /// <param name="found">The actual content: <c>"abc"</c>.</param>
    /// <param name="remedy">What to do, as one sentence without the final period.</param>
    /// <param name="innerException">The cause, or null.</param>
    public InvalidInputException(string place, string expected, string found, string remedy, Exception? innerException = null)
        : base(
            $"{PrintableText.Of(place)}: expected {PrintableText.Of(expected)}, found {PrintableText.Of(found)}. {PrintableText.Of(remedy)}.",
            innerException
        ) { }
}
