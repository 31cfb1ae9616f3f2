using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// The names of an IDX set's classes: its files hold numbers only, so they are "0", "1" and so on unless a text file beside them tells:
/// <c>classes.txt</c> (one name a line) or <c>…mapping.txt</c> as EMNIST has it (class, then the code of its character, a line).
/// </summary>
internal static class IdxClassNames
{
    /// <summary>The text file that holds one name a line.</summary>
    public const string FileName = "classes.txt";

    /// <param name="imagesPath">The image file, beside which names are looked for.</param>
    /// <param name="count">One more than the highest label.</param>
    /// <param name="source">The name of the file that told, or null.</param>
    /// <returns>At least <paramref name="count"/> names.</returns>
    /// <exception cref="InvalidInputException">The text file names too few classes or cannot be understood.</exception>
    public static IReadOnlyList<string> Find(string imagesPath, int count, out string? source)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(imagesPath))!;
        string prefix = Path.GetFileName(imagesPath).Split(["-train", "-test"], StringSplitOptions.None)[0];
        string? path = new[] { FileName, $"{prefix}-mapping.txt", "mapping.txt" }
            .Select(name => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        source = Path.GetFileName(path);
        if (path is null)
            return [.. Enumerable.Range(0, count).Select(Number)];
        string[] lines = [.. File.ReadLines(path).Take(256 + 1).Select(line => line.Trim()).Where(line => line.Length > 0)];
        string[] names = source == FileName ? lines : ReadMapping(path, lines);
        if (names.Length < count || names.Length > 256)
        {
            throw new InvalidInputException(
                path,
                $"from {count} to 256 classes, as the labels reach {count - 1}",
                $"{names.Length}",
                "Name every class, or remove the file"
            );
        }

        return names;
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
                    "a class and the code of its character, such as 10 65",
                    $"\"{lines[i]}\"",
                    "Correct the line, or remove the file"
                );
            }

            names[label] = ((char)code).ToString();
        }

        // A set may start at class 1, as EMNIST's letters do: the classes left out keep their number.
        int count = names.Count == 0 ? 0 : names.Keys.Max() + 1;
        return [.. Enumerable.Range(0, count).Select(index => names.GetValueOrDefault(index) ?? Number(index))];
    }
}
