using System.Globalization;

namespace MnistTrainer.Data;

/// <summary>
/// A last row with the sums of the rows above, as reports have it: found in the rows of a table, added part by part. It is reported and trained on, since it may be a row by chance.
/// </summary>
/// <param name="columns">The columns as they are read, in the order of the table.</param>
internal sealed class TotalRow(IReadOnlyList<ColumnReport> columns)
{
    // Fewer rows, or a single column, may add up by chance.
    private const int FewestRows = 4;
    private const int FewestColumns = 2;

    // Terms may be rounded, and their sum be that of the unrounded ones.
    private const double Tolerance = 5e-4;

    private readonly TotalSum?[] _sums = [.. columns.Select(one => one.Column.Kind == ColumnKind.Number ? new TotalSum() : null)];
    private long _rows;
    private string _place = "";

    /// <summary>The sums of a part of the rows, which may be computed beside those of other parts.</summary>
    /// <param name="table">The part, with all columns of the table.</param>
    /// <returns>The sums of each column; null for those that hold no numbers.</returns>
    public TotalSum?[] SumsOf(TextTable table) =>
        [.. columns.Select((one, index) => _sums[index] is null ? null : TotalSum.Of(table.Columns[index], one.Column.Format))];

    /// <summary>Adds the part of the rows behind those added so far.</summary>
    /// <param name="table">The part, which may have no rows.</param>
    /// <param name="sums">Its sums.</param>
    public void Add(TextTable table, TotalSum?[] sums)
    {
        if (table.Count == 0)
            return;
        _rows += table.Count;
        _place = table.PlaceOf(table.Count - 1);
        for (int column = 0; column < sums.Length; column++)
            _sums[column] = sums[column] is TotalSum next ? _sums[column]?.Then(next) : null;
    }

    /// <summary>Returns a line about it; null where there is none.</summary>
    public string? Describe()
    {
        if (_rows < FewestRows)
            return null;
        string[] names = [.. columns.Where((_, index) => _sums[index]?.IsTotal(Tolerance) == true).Select(column => column.Column.Name)];
        return names.Length < FewestColumns
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{_place} holds the sums of {string.Join(", ", names)} of the rows above; a row of totals should be removed"
            );
    }
}
