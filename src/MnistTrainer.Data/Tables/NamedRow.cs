using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Finds the row of a table that a user names, by its number or by its id.</summary>
public static class NamedRow
{
    /// <summary>Finds a row. A whole number up to that of the rows is a number; any other text is an id.</summary>
    /// <param name="place">The table, for messages.</param>
    /// <param name="rows">All its rows.</param>
    /// <param name="name">The number of the row, from 1, or its id, where a column has ids.</param>
    /// <returns>The row, from 0; and a note if another row has the number as its id, or null.</returns>
    /// <exception cref="InvalidInputException">There is no such row, or several have the id.</exception>
    public static (int Row, string? Note) Find(string place, TableRows rows, string name)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int[] named = rows.Ids is null
            ? []
            : [.. Enumerable.Range(0, rows.Samples.Count).Where(row => CanonicalText.Of(rows.Ids.Values[row]) == CanonicalText.Of(name))];
        if (
            int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number > 0
            && number <= rows.Samples.Count
        )
        {
            string? note =
                named.Length == 0 || named.Contains(number - 1)
                    ? null
                    : FormattableString.Invariant(
                        $"the row counted as {number} is explained; the one whose {rows.Ids!.Column} is {name} is row {named[0] + 1}"
                    );
            return (number - 1, note);
        }

        return named switch
        {
            [int only] => (only, null),
            [] => throw new InvalidInputException(
                place,
                rows.Ids is null
                    ? $"the number of a row, from 1 to {rows.Samples.Count}"
                    : $"the number of a row, from 1 to {rows.Samples.Count}, or its {rows.Ids.Column}, such as {rows.Ids.Values[0]}",
                $"\"{name}\"",
                "Name one of the rows"
            ),
            [int first, int second, ..] => throw new InvalidInputException(
                place,
                $"the {rows.Ids!.Column} of one row",
                $"\"{name}\", which {named.Length} rows have, such as {first + 1} and {second + 1}",
                "Give the number of the row"
            ),
        };
    }
}
