namespace MnistTrainer.Data;

/// <summary>
/// Finds tables in which a comma both separates the cells and marks the decimals, without quotes: <c>0,50,1,00</c> for 0.50 and 1.00. Each number
/// then takes two cells, and nothing else shows that they belong together.
/// </summary>
internal static class SplitDecimals
{
    /// <summary>Whether the cells are whole parts and decimals in turn.</summary>
    /// <param name="rows">The cells of some rows.</param>
    /// <param name="columns">The columns to look at, which all other columns have been taken from.</param>
    public static bool AreIn(IReadOnlyList<string[]> rows, int[] columns) =>
        columns.Length % 2 == 0 && rows.Count > 0 && (HaveFixedDecimals(rows, columns) || AreUpToOne(rows, columns));

    // Decimals of one length of at least two digits, some of which start with 0, behind whole parts that never do.
    private static bool HaveFixedDecimals(IReadOnlyList<string[]> rows, int[] columns)
    {
        int digits = rows[0][columns[1]].Length;
        return digits > 1
            && Pairs(rows, columns).All(pair => pair.Decimals.Length == digits && IsWhole(pair.Whole) && IsNumber(pair.Decimals))
            && Pairs(rows, columns).Any(pair => pair.Decimals[0] == '0');
    }

    // Numbers from 0 to 1: a whole part of 1 has no decimals but 0.
    private static bool AreUpToOne(IReadOnlyList<string[]> rows, int[] columns) =>
        Pairs(rows, columns)
            .All(pair => IsNumber(pair.Decimals) && (pair.Whole == "0" || (pair.Whole == "1" && pair.Decimals.All(digit => digit == '0'))))
        && Pairs(rows, columns).Any(pair => pair.Decimals.Trim('0').Length > 1)
        && Pairs(rows, columns).Any(pair => pair.Whole == "1");

    private static IEnumerable<(string Whole, string Decimals)> Pairs(IReadOnlyList<string[]> rows, int[] columns)
    {
        foreach (string[] row in rows)
        {
            for (int i = 0; i < columns.Length; i += 2)
                yield return (row[columns[i]], row[columns[i + 1]]);
        }
    }

    private static bool IsWhole(string cell) => IsNumber(cell) && (cell.Length == 1 || cell[0] != '0');

    private static bool IsNumber(string cell) => cell.Length > 0 && cell.All(char.IsAsciiDigit);
}
