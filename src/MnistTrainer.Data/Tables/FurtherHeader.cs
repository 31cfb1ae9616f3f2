using System.Collections.Immutable;
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

    /// <summary>A line about it; nothing where there is none.</summary>
    /// <param name="table">The table.</param>
    /// <param name="options">What is known about it.</param>
    /// <exception cref="InvalidInputException">It stands above numbers.</exception>
    public static IEnumerable<string> Lines(TextTable table, TableOptions options)
    {
        (string[] numbers, string? line) = Find(table, table.Columns, options.MissingTexts);
        return numbers.Length < FewestNumbers
            ? Listed(line)
            : throw new InvalidInputException(
                $"{table.Path}, {PlaceIn(table)}",
                "a row of data",
                $"texts above the numbers of {string.Join(", ", numbers.Take(MostShown))}{(numbers.Length > MostShown ? ", …" : "")}",
                "Delete the line if it has further names or units of the columns"
            );
    }

    /// <summary>A line about it in a table that a model reads; nothing where there is none.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns that are read.</param>
    /// <param name="missingTexts">Texts of missing values.</param>
    public static IEnumerable<string> Lines(TextTable table, IReadOnlyList<TextColumn> columns, ImmutableArray<string> missingTexts) =>
        Listed(Find(table, columns, missingTexts).Line);

    private static (string[] Numbers, string? Line) Find(
        TextTable table,
        IReadOnlyList<TextColumn> columns,
        ImmutableArray<string> missingTexts
    )
    {
        if (!table.HasHeader || table.Count < FewestRows)
            return ([], null);
        columns = [.. WithFirstRow(columns).Where(column => !IsMissing(column.Texts[0]))];
        if (columns.Any(column => NumberFormat.IsNumber(column.Texts[0]) || column.CountTexts()[0] > 1))
            return ([], null);
        string[] numbers = [.. columns.Where(HasNumbersBelow).Select(column => column.Name)];
        return (
            numbers,
            numbers.Length + columns.Count(column => column.DistinctTexts * RowsOfCategory <= table.Count) < FewestColumns
                ? null
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{PlaceIn(table)} is read as a row of data, but none of its texts is in another row; delete it if it is a second header"
                )
        );

        bool IsMissing(string text) => MissingCell.IsAmongNumbers(text) || missingTexts.Contains(text);

        bool HasNumbersBelow(TextColumn column)
        {
            string[] below = [.. column.Texts.Skip(1).Where(text => !IsMissing(text))];
            return below.Length > 1 && Array.TrueForAll(below, NumberFormat.IsNumber);
        }
    }

    // The first text of a column is that of its first row, but for a sample without it.
    private static IEnumerable<TextColumn> WithFirstRow(IReadOnlyList<TextColumn> columns)
    {
        long first = columns.Min(FirstPlaceOf);
        return columns.Where(column => FirstPlaceOf(column) == first);
    }

    private static long FirstPlaceOf(TextColumn column) => column.Tally?.FirstPlaceOf(0) ?? 0;

    private static string PlaceIn(TextTable table) => table.PlaceOf(table.Columns.MinBy(FirstPlaceOf)!, 0);

    private static string[] Listed(string? line) => line is null ? [] : [line];
}
