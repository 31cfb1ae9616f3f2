using System.Globalization;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Writes text files in UTF-8 atomically.</summary>
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

    /// <summary>Quotes a cell of a CSV file where necessary (RFC 4180). Control characters are escaped (<see cref="PrintableText"/>).</summary>
    /// <param name="text">The text of the cell.</param>
    public static string CsvCell(string text)
    {
        text = PrintableText.Of(text);
        return text.AsSpan().ContainsAny(",\"") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>
    /// Like <see cref="CsvCell"/>, for tables that users open: a text that a spreadsheet would evaluate, such as <c>=HYPERLINK(…)</c>, is prefixed with an apostrophe.
    /// Not for competitions, which compare labels exactly. Numbers are not changed.
    /// </summary>
    /// <param name="text">The text of the cell.</param>
    public static string SpreadsheetCell(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool isFormula =
            text.TrimStart() is ['=' or '+' or '-' or '@', ..]
            && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        return CsvCell(isFormula ? $"'{text}" : text);
    }
}
