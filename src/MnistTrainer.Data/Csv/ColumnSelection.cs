using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Finds the columns that options name: by their names in the header, by their numbers from 1, or by ranges of numbers.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="header">The names, or null.</param>
/// <param name="columns">The number of columns.</param>
internal sealed class ColumnSelection(string path, string[]? header, int columns)
{
    private const int ShownNames = 5;

    /// <summary>Returns a column.</summary>
    /// <param name="text">Its name or number.</param>
    /// <param name="option">The option's property, for messages.</param>
    /// <exception cref="InvalidInputException">There is no such column.</exception>
    public int Find(string text, string option) => FindRange(text, option) is [int only] ? only : throw Unknown(text, option, "one column");

    /// <summary>Returns the columns that all these texts name, without repetition.</summary>
    /// <exception cref="InvalidInputException">There is no such column.</exception>
    public int[] FindAll(IEnumerable<string> texts, string option) => [.. texts.SelectMany(text => FindRange(text, option)).Distinct()];

    private int[] FindRange(string text, string option)
    {
        string name = text.Trim();
        if (header is not null && !IsNumber(name, out _))
        {
            int[] named = [.. Enumerable.Range(0, columns).Where(column => CsvHeader.AreEqual(header[column], name))];
            if (named.Length > 0)
                return named;
        }

        string[] ends = name.Split('-', 2);
        if (!IsNumber(ends[0], out int first) || !IsNumber(ends[^1], out int last) || first < 1 || last > columns || first > last)
            throw Unknown(name, option, $"a name in the header, or a number from 1 to {columns}");
        return [.. Enumerable.Range(first - 1, last - first + 1)];
    }

    private static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private InvalidInputException Unknown(string text, string option, string expected)
    {
        string names = header is null
            ? "a table without header"
            : $"the names {string.Join(", ", header.Take(ShownNames))}{(columns > ShownNames ? ", …" : "")}";
        return new InvalidInputException(path, $"{expected} as a column", $"\"{text}\" and {names}", "Check the column")
        {
            Option = option,
        };
    }
}
