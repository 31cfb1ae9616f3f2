using System.Globalization;

namespace MnistTrainer.Data;

/// <summary>
/// Rows that are copies of earlier ones, of a table in memory: where some are trained on and others held out, a test measures what was trained on. Rows that are the same by chance,
/// since their columns have few values, are not reported.
/// </summary>
internal static class RepeatedRows
{
    private const int FewestRows = 20;

    // Rows of fewer columns, with the label, and of fewer different rows are often the same.
    private const int FewestColumns = 4;
    private const int FewestDifferent = 10;

    // The rows of one copy, at most.
    private const int MostRowsPerCopy = 10;

    // Values that go together make more rows the same than independent ones.
    private const int FewestTimesByChance = 20;

    /// <summary>A line about them; nothing where there are none.</summary>
    /// <param name="columns">The columns that are read, with the label.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<TextColumn> columns)
    {
        if (columns.Count < FewestColumns || columns[0].Count < FewestRows || columns.Any(column => column.Tally is not null))
            yield break;
        int rows = columns[0].Count;
        ulong[] hashes = new ulong[rows];
        foreach (TextColumn column in columns)
        {
            for (int row = 0; row < rows; row++)
                hashes[row] = Mixed(hashes[row] + (ulong)column.Cells[row] + 1);
        }

        Dictionary<ulong, int> counts = [];
        List<int> different = [];
        for (int row = 0; row < rows; row++)
        {
            int before = counts.GetValueOrDefault(hashes[row]);
            counts[hashes[row]] = before + 1;
            if (before == 0)
                different.Add(row);
        }

        int copies = rows - different.Count;
        if (
            different.Count >= FewestDifferent
            && copies * MostRowsPerCopy >= rows
            && counts.Values.Sum(PairsOf)
                >= FewestTimesByChance * PairsOf(rows) * columns.Aggregate(1.0, (share, one) => share * ShareOf(one, different))
        )
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{copies:N0} of {rows:N0} rows are the same as earlier ones in all columns that are read; a test of copies of rows that were trained on means little"
            );
    }

    // By chance, two rows are the same in a column as often as two of the different rows are.
    private static double ShareOf(TextColumn column, List<int> different) =>
        different.CountBy(row => column.Cells[row]).Sum(one => PairsOf(one.Value)) / PairsOf(different.Count);

    private static double PairsOf(int count) => count * (count - 1.0) / 2;

    // SplitMix64 (Steele, Lea and Flood 2014).
    private static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
