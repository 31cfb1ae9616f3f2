using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// A first row that is none: a second line of names, as surveys are exported, or of units. It is rejected where columns have numbers otherwise, and reported where they
/// have categories.
/// </summary>
internal static class FurtherHeader
{
    // In fewer rows, texts do not repeat.
    private const int FewestRows = 8;

    // One column may begin with an odd text, and several with rare categories.
    private const int FewestNumbers = 2;
    private const int FewestColumns = 3;

    // Different texts of a column of categories, as a share of its rows.
    private const int RowsOfCategory = 4;

    private const int MostShown = 3;

    /// <summary>A line about it, of a table in memory; nothing where there is none.</summary>
    /// <param name="table">The table.</param>
    /// <param name="options">What is known about it.</param>
    /// <exception cref="InvalidInputException">It stands above numbers.</exception>
    public static IEnumerable<string> Lines(TextTable table, TableOptions options)
    {
        if (!table.HasHeader || table.Count < FewestRows)
            return [];
        TextColumn[] columns = [.. table.Columns.Where(column => !IsMissing(column[0]))];
        if (columns.Any(column => NumberFormat.IsNumber(column[0]) || column.CountTexts()[column.Cells[0]] > 1))
            return [];
        string[] numbers = [.. columns.Where(HasNumbersBelow).Select(column => column.Name)];
        if (numbers.Length >= FewestNumbers)
            throw new InvalidInputException(
                $"{table.Path}, {table.PlaceOf(0)}",
                "a row of data",
                $"texts above the numbers of {string.Join(", ", numbers.Take(MostShown))}{(numbers.Length > MostShown ? ", …" : "")}",
                "Delete the line if it has further names or units of the columns"
            );
        return numbers.Length + columns.Count(column => column.Texts.Count * RowsOfCategory <= table.Count) < FewestColumns
            ? []
            :
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{table.PlaceOf(0)} is read as a row of data, but none of its texts is in another row; delete it if it is a second header"
                ),
            ];

        bool IsMissing(string text) => MissingCell.IsAmongNumbers(text) || options.MissingTexts.Contains(text);

        bool HasNumbersBelow(TextColumn column)
        {
            string[] below = [.. column.Texts.Skip(1).Where(text => !IsMissing(text))];
            return below.Length > 1 && Array.TrueForAll(below, NumberFormat.IsNumber);
        }
    }
}
