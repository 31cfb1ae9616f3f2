using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// The class names of an IDX set. IDX files contain only class numbers, so the names are "0", "1" and so on unless a text file next to
/// them provides names: <c>classes.txt</c> (one name per line) or EMNIST's <c>…mapping.txt</c> (class and character code on each line).
/// </summary>
internal static class IdxClassNames
{
    /// <summary>The text file with one name per line.</summary>
    public const string FileName = "classes.txt";

    /// <param name="images">The image file, in whose folder names are looked up.</param>
    /// <param name="count">One more than the highest label.</param>
    /// <param name="source">The name of the file that the names are from, or null.</param>
    /// <returns>At least <paramref name="count"/> names.</returns>
    /// <exception cref="InvalidInputException">The text file names too few classes or cannot be parsed.</exception>
    public static IReadOnlyList<string> Find(DataFile images, int count, out string? source)
    {
        string prefix = images.Name.Split(["-train", "-test"], StringSplitOptions.None)[0];
        DataFile? file = new[] { FileName, $"{prefix}-mapping.txt", "mapping.txt" }
            .Select(images.Sibling)
            .FirstOrDefault(file => file is not null);
        source = file?.Name;
        if (file is null)
            return [.. Enumerable.Range(0, count).Select(Number)];
        string[] lines = [.. ReadLines(file).Take(256 + 1).Select(line => line.Trim()).Where(line => line.Length > 0)];
        string[] names = source == FileName ? lines : ReadMapping(file.Path, lines);
        if (names.Length < count || names.Length > 256)
        {
            throw new InvalidInputException(
                file.Path,
                $"from {count} to 256 classes, since labels go up to {count - 1}",
                $"{names.Length}",
                "Name every class, or delete the file"
            );
        }

        return names;
    }

    private static IEnumerable<string> ReadLines(DataFile file)
    {
        using StreamReader reader = new(file.Open());
        while (reader.ReadLine() is string line)
            yield return line;
    }

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static string[] ReadMapping(string path, string[] lines)
    {
        SortedDictionary<int, string> names = [];
        for (int i = 0; i < lines.Length; i++)
        {
            string[] words = lines[i].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (
                words.Length < 2
                || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int label)
                || label > 255
                || !ushort.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out ushort code)
            )
            {
                throw new InvalidInputException(
                    $"{path}, line {i + 1}",
                    "a class and a character code, such as 10 65",
                    $"\"{lines[i]}\"",
                    "Correct the line, or delete the file"
                );
            }

            names[label] = ((char)code).ToString();
        }

        // A set may start at class 1, as EMNIST's letters do: unmapped classes keep their number as a name.
        int count = names.Count == 0 ? 0 : names.Keys.Max() + 1;
        return [.. Enumerable.Range(0, count).Select(index => names.GetValueOrDefault(index) ?? Number(index))];
    }
}
