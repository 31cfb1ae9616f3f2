using System.Globalization;

namespace MnistTrainer.Data;

/// <summary>
/// Cells that were merged in a spreadsheet: in the saved text, only the first cell of each block has the value, and those below are empty. They are read as missing and reported,
/// unless cells that are empty by chance could look the same.
/// </summary>
internal static class MergedCells
{
    // The probability that as many values in random rows begin with the first one and are all so far apart.
    private const double MostByChance = 0.04;

    // Two numbers are always in order.
    private const int FewestNumbers = 3;

    /// <summary>A line about a column, of a table in memory, that looks like merged cells; otherwise nothing.</summary>
    public static IEnumerable<string> Lines(TextColumn column)
    {
        int empty = Array.IndexOf([.. column.Texts], "");
        if (empty < 0 || column.Cells[0] == empty)
            yield break;
        int[] starts = [.. Enumerable.Range(0, column.Count).Where(row => column.Cells[row] != empty)];
        int shortest = starts.Append(column.Count).Pairwise().Min(pair => pair.Next - pair.One);
        if (
            starts.Length > 1
            && shortest > 1
            && ByChance(column.Count, starts.Length, shortest) <= MostByChance
            && AreNames([.. starts.Select(row => column[row])])
        )
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{column.Name}: each of {starts.Length:N0} values is followed by empty cells, as in a spreadsheet with merged cells; the empty cells are read as missing; if the value applies to them, fill them down"
            );
    }

    // Of all ways to choose the rows of the values, those whose blocks are no shorter and fill the table.
    private static double ByChance(int rows, int values, int shortest)
    {
        double left = rows - ((double)values * (shortest - 1)) - 1,
            probability = (double)values / rows;
        for (int i = 0; i < values - 1 && probability > 0; i++)
            probability *= (left - i) / (rows - 1 - i);
        return probability;
    }

    // Neighbors with the same value would have been merged, too. Numbers that go up and down are measured now and then.
    private static bool AreNames(string[] values)
    {
        if (values.Pairwise().Any(pair => pair.One == pair.Next))
            return false;
        if (!Array.TrueForAll(values, NumberFormat.IsNumber))
            return true;
        NumberFormat format = new();
        double[] numbers = Array.ConvertAll(values, format.ValueOf);
        return numbers.Length >= FewestNumbers
            && Array.TrueForAll(numbers, double.IsInteger)
            && numbers.Pairwise().Select(pair => pair.One < pair.Next).Distinct().Count() == 1;
    }

    private static IEnumerable<(T One, T Next)> Pairwise<T>(this IEnumerable<T> values) => values.Zip(values.Skip(1));
}
