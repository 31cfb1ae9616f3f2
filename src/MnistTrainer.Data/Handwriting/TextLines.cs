using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The lines of a text file, plain or gzipped, each with its place for messages.</summary>
internal static class TextLines
{
    // Twice the longest line of these formats. Whatever has no line breaks is not read into memory.
    private const int MaximumLength = 4096;

    /// <summary>Reads the lines in order.</summary>
    /// <param name="source">The file.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <exception cref="InvalidInputException">The file cannot be read or decompressed, or a line is too long.</exception>
    public static IEnumerable<(string Place, string Line)> Read(DataFile source, CancellationToken cancellation)
    {
        using InputFile file = InputFile.Open(source);
        using StreamReader reader = new(file.Content);
        StringBuilder line = new();
        for (int number = 1; ReadLine(file, reader, line); number++)
        {
            cancellation.ThrowIfCancellationRequested();
            string place = $"{source.Path}, line {number}";
            if (line.Length > MaximumLength)
            {
                throw new InvalidInputException(
                    place,
                    $"at most {MaximumLength} characters",
                    "more",
                    "This is another file under the name of a published one; rename it, or fetch the published one"
                );
            }

            yield return (place, line.ToString());
        }
    }

    /// <summary>Reads the next line, or the start of one that is too long.</summary>
    private static bool ReadLine(InputFile file, StreamReader reader, StringBuilder line)
    {
        line.Clear();
        try
        {
            int read = reader.Read();
            if (read < 0)
                return false;
            for (; read is >= 0 and not '\n' && line.Length <= MaximumLength; read = reader.Read())
                line.Append((char)read);
            return true;
        }
        catch (InvalidDataException e)
        {
            throw file.Damaged(e);
        }
    }
}
