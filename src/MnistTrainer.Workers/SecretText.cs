using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Workers;

/// <summary>Reads a text that is not to be on a command line.</summary>
internal static class SecretText
{
    /// <summary>The most characters of such a text.</summary>
    public const int MaximumLength = 1024;

    /// <summary>Reads a file without the space around its text, of which longer files give a character more than the maximum.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read.</exception>
    public static string Read(string path, string expected, string remedy)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using StreamReader reader = new(ReadableFile.Open(path));
            char[] buffer = new char[MaximumLength + 2];
            return new string(buffer, 0, reader.ReadBlock(buffer)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(path, expected, FileFault.Describe(e), remedy, e);
        }
    }
}
