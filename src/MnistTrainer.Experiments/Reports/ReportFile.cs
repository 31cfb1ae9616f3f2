using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Writes text files in UTF-8. A file appears at once and whole.</summary>
public static class ReportFile
{
    /// <summary>Writes a file, replacing an existing one, and creates its folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the text.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public static void Write(string path, Action<TextWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        AtomicFile.Write(
            path,
            file =>
            {
                using StreamWriter writer = new(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
                write(writer);
            }
        );
    }

    /// <summary>Quotes a cell of a CSV file where necessary (RFC 4180).</summary>
    /// <param name="text">The text of the cell.</param>
    public static string CsvCell(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
