using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>How much each sample of a data set counts: a text file with a number on every line, in the order of the data.</summary>
public static class WeightFile
{
    // More than any number takes, so that a file that is no list of numbers is told before it is read.
    private const int MostBytesOnALine = 64;

    /// <summary>Reads the weights.</summary>
    /// <param name="path">The file; empty lines at its end do not matter.</param>
    /// <param name="count">The number of samples.</param>
    /// <exception cref="InvalidInputException">It cannot be read, a line is no number of at least 0, or there is not one for each sample.</exception>
    public static float[] Read(string path, int count)
    {
        string[] lines = LinesOf(path, count);
        if (lines.Length != count)
            throw new InvalidInputException(
                path,
                $"{count} lines, a weight for each sample",
                $"{lines.Length}",
                "Write a number on a line for each sample, in the order of the data"
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
        if (file.IsCompressed || file.Length > (long)MostBytesOnALine * (count + 1))
            throw new InvalidInputException(
                path,
                $"a text file of {count} numbers",
                "a file that is none",
                "Write a number on a line for each sample"
            );
        using StreamReader reader = new(file.Content);
        return reader.ReadToEnd().TrimEnd().Split('\n', StringSplitOptions.TrimEntries);
    }
}
