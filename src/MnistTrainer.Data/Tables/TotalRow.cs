using System.Globalization;

namespace MnistTrainer.Data;

/// <summary>A last row with the sums of the rows above, as reports have it. It is reported and trained on, since it may be a row by chance.</summary>
internal static class TotalRow
{
    // Fewer rows, or a single column, may add up by chance.
    private const int FewestRows = 4;
    private const int FewestColumns = 2;

    // Terms may be rounded, and their sum be that of the unrounded ones.
    private const double Tolerance = 5e-4;

    /// <summary>Returns a line about it; null where there is none.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns as they are read, in its order.</param>
    public static string? Describe(TextTable table, IReadOnlyList<ColumnReport> columns)
    {
        // Rows that are not in memory have no last one to look at.
        if (table.Count < FewestRows || table.Columns.Any(column => column.Tally is not null))
            return null;
        string[] names =
        [
            .. columns
                .Where((column, index) => column.Column.Kind == ColumnKind.Number && IsTotal(table.Columns[index], column.Column.Format))
                .Select(column => column.Column.Name),
        ];
        return names.Length < FewestColumns
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{table.PlaceOf(table.Count - 1)} holds the sums of {string.Join(", ", names)} of the rows above; a row of totals should be removed"
            );
    }

    private static bool IsTotal(TextColumn column, NumberFormat format)
    {
        double[] values = Array.ConvertAll([.. column.Texts], format.ValueOf);
        double last = values[column.Cells[^1]],
            sum = 0,
            size = 0;
        for (int row = 0; row < column.Count - 1; row++)
        {
            double value = values[column.Cells[row]];
            if (!double.IsFinite(value))
                continue;
            sum += value;
            size += Math.Abs(value);
        }

        return size > 0 && Math.Abs(last - sum) <= Tolerance * size;
    }
}
