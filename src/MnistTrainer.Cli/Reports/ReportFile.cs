using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Reports;

/// <summary>Writes text files beside their names and renames them into place, so that nobody finds half of one.</summary>
internal static class ReportFile
{
    /// <summary>Creates the folder if need be, and replaces what was there.</summary>
    /// <exception cref="InvalidInputException">It cannot be written there.</exception>
    public static void Write(string path, Action<TextWriter> write)
    {
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (StreamWriter writer = new(temporary, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
                write(writer);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
            throw new InvalidInputException(
                path, "a file that can be written", error.Message.TrimEnd('.'), "Choose another place or make room", error);
        }
    }

    /// <summary>A cell of a CSV file, quoted where it must be (RFC 4180).</summary>
    public static string CsvCell(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
