using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>Writes text files beside their names and renames them into place, so that nobody finds half of one.</summary>
internal static class ReportFile
{
    /// <summary>Creates the folder if need be, and replaces what was there.</summary>
    /// <exception cref="InvalidInputException">It cannot be written there.</exception>
    public static void Write(string path, Action<TextWriter> write) =>
        AtomicFile.Write(
            path,
            file =>
            {
                using StreamWriter writer = new(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
                write(writer);
            }
        );

    /// <summary>A cell of a CSV file, quoted where it must be (RFC 4180).</summary>
    public static string CsvCell(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
