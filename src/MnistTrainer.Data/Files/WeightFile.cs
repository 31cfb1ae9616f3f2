using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Reads per-sample weights from a text file: one number per line, in the order of the samples.</summary>
public static class WeightFile
{
    // Longer than any number, so that a file that is not a list of numbers is rejected before it is read.
    private const int MaximumBytesPerLine = 64;

    /// <summary>Reads the weights.</summary>
    /// <param name="path">The file. Empty lines at its end are ignored.</param>
    /// <param name="count">The number of samples.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, a line is not a number of at least 0, or the number of lines is not <paramref name="count"/>.</exception>
    public static float[] Read(string path, int count)
    {
        string[] lines = LinesOf(path, count);
        if (lines.Length != count)
            throw new InvalidInputException(
                path,
                $"{count} lines, one weight per sample",
                $"{lines.Length}",
                "Write one number per line for each sample, in the order of the data"
            );
        float[] weights = new float[count];
        for (int i = 0; i < count; i++)
        {
            if (
                !float.TryParse(lines[i], NumberStyles.Float, CultureInfo.InvariantCulture, out weights[i])
                || !(weights[i] >= 0 && float.IsFinite(weights[i]))
            )
                throw new InvalidInputException(
                    $"{path}, line {i + 1}",
                    "a number of at least 0",
                    $"\"{lines[i]}\"",
                    "Write 1 for a sample that counts once, 0 to leave it out"
                );
        }

        return weights;
    }

    private static string[] LinesOf(string path, int count)
    {
        using InputFile file = InputFile.Open(path);
        if (file.IsCompressed || file.Length > (long)MaximumBytesPerLine * (count + 1))
            throw new InvalidInputException(
                path,
                $"a text file of {count} numbers",
                file.IsCompressed ? "a compressed file" : $"a file of {file.Length} bytes",
                "Write one number per line for each sample"
            );
        using StreamReader reader = new(file.Content);
        return reader.ReadToEnd().TrimEnd().Split('\n', StringSplitOptions.TrimEntries);
    }
}
