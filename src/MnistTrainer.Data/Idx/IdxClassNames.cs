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

    private const int MaximumClasses = 256;

    /// <param name="images">The image file, in whose folder names are looked up.</param>
    /// <param name="numbers">The class numbers that occur, in order. A class without samples is none, even if it has a name.</param>
    /// <param name="source">The name of the file that the names are from, or null.</param>
    /// <returns>A name for each number.</returns>
    /// <exception cref="InvalidInputException">The text file names too few classes or cannot be parsed.</exception>
    public static IReadOnlyList<string> Find(DataFile images, long[] numbers, out string? source)
    {
        DataFile? file = Candidates(images).Select(images.Sibling).FirstOrDefault(file => file is not null);
        source = file?.Name;
        if (file is null)
            return Array.ConvertAll(numbers, Number);
        string[] lines = [.. ReadLines(file).Take(MaximumClasses + 1).Select(line => line.Trim()).Where(line => line.Length > 0)];
        string[] names = source == FileName ? lines : ReadMapping(file.Path, lines);
        if (numbers[0] < 0 || names.Length <= numbers[^1] || names.Length > MaximumClasses)
        {
            throw new InvalidInputException(
                file.Path,
                $"from {numbers[^1] + 1} to {MaximumClasses} classes, since labels go up to {numbers[^1]}",
                $"{names.Length}",
                "Name every class, or delete the file"
            );
        }

        return Array.ConvertAll(numbers, number => names[number]);
    }

    /// <summary>The names of the text files that may name the classes, the first of which does.</summary>
    public static string[] Candidates(DataFile images)
    {
        string prefix = images.Name.Split(["-train", "-test"], StringSplitOptions.None)[0];
        return [FileName, $"{prefix}-mapping.txt", "mapping.txt"];
    }

    private static IEnumerable<string> ReadLines(DataFile file)
    {
        using StreamReader reader = new(file.Open());
        while (reader.ReadLine() is string line)
            yield return line;
    }

    private static string Number(long index) => index.ToString(CultureInfo.InvariantCulture);

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
