using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Finds the columns that options name: by their names in the header, by their numbers from 1, or by ranges of numbers. Names that differ in case, quotes and blanks alone are
/// those of one column, unless another has exactly the name.
/// </summary>
/// <param name="path">The file, for messages.</param>
/// <param name="header">The names, or null.</param>
/// <param name="columns">The number of columns.</param>
internal sealed class ColumnSelection(string path, string[]? header, int columns)
{
    private const int ShownNames = 5;

    /// <summary>Returns a column.</summary>
    /// <param name="text">Its name or number.</param>
    /// <param name="option">The option's property, for messages.</param>
    /// <exception cref="InvalidInputException">There is no such column, or it is the name of one and the number of another.</exception>
    public int Find(string text, string option) =>
        FindRange(text, option) switch
        {
            [int only] => only,
            { Length: > 1 } several => throw new InvalidInputException(
                path,
                "one column",
                $"\"{text}\", which is several: {string.Join(", ", several.Take(ShownNames).Select(column => column + 1))}",
                $"Specify one of the numbers, such as {several[0] + 1}"
            )
            {
                Option = option,
            },
            _ => throw Unknown(text, option, "one column"),
        };

    /// <summary>Returns the columns that all these texts name, without repetition.</summary>
    /// <exception cref="InvalidInputException">There is no such column.</exception>
    public int[] FindAll(IEnumerable<string> texts, string option) => [.. texts.SelectMany(text => FindRange(text, option)).Distinct()];

    private int[] FindRange(string text, string option)
    {
        string name = text.Trim();
        int[] alike = header is null ? [] : [.. Enumerable.Range(0, columns).Where(column => CsvHeader.AreEqual(header[column], name))],
            same = [.. alike.Where(column => header![column] == name)],
            named = same.Length > 0 ? same : alike;
        if (named.Length > 0)
        {
            bool isOther = IsNumber(name, out int number) && number >= 1 && number <= columns && !named.Contains(number - 1);
            return isOther ? throw Ambiguous(number, named[0], option) : named;
        }

        string[] ends = name.Split('-', 2);
        if (!IsNumber(ends[0], out int first) || !IsNumber(ends[^1], out int last) || first < 1 || last > columns || first > last)
            throw Unknown(name, option, $"a name in the header, or a number from 1 to {columns}");
        return [.. Enumerable.Range(first - 1, last - first + 1)];
    }

    private static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private InvalidInputException Ambiguous(int number, int named, string option) =>
        new(
            path,
            "a name or a number of one column",
            $"{number}, which is the number of one column and the name of column {named + 1}",
            $"Write {number}-{number} for column {number}, or {named + 1}-{named + 1} for the column named {number}"
        )
        {
            Option = option,
        };

    private InvalidInputException Unknown(string text, string option, string expected)
    {
        if (header is null && !IsNumber(text.Split('-')[0], out _))
            return new InvalidInputException(
                path,
                $"{expected} as a column",
                $"\"{text}\" and a table without header",
                "Specify the number of the column, or that the first row holds names"
            )
            {
                Option = nameof(LoadOptions.HasHeader),
            };
        string names = header is null
            ? "a table without header"
            : $"the names {string.Join(", ", header.Take(ShownNames))}{(columns > ShownNames ? ", …" : "")}";
        return new InvalidInputException(path, $"{expected} as a column", $"\"{text}\" and {names}", "Check the column")
        {
            Option = option,
        };
    }
}
