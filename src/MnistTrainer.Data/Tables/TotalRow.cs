namespace MnistTrainer.Data;

/// <summary>
/// A last row with the sums or the means of the rows above, as reports have it: found in the rows of a table, added part by part. It is reported and read like any other,
/// since it may be a row by chance.
/// </summary>
/// <param name="columns">The columns as they are read, and their places in the table.</param>
internal sealed class TotalRow(IReadOnlyList<(SchemaColumn Column, int Place)> columns)
{
    // Fewer rows, or a single column, may add up by chance.
    private const int FewestRows = 4;
    private const int FewestColumns = 2;

    // Terms may be rounded, and their sum be that of the unrounded ones.
    private const double Tolerance = 5e-4;

    // A mean is rounded to about the digits of its terms.
    private const double MeanTolerance = 2e-3;

    private readonly TotalSum?[] _sums = [.. columns.Select(one => one.Column.Kind == ColumnKind.Number ? new TotalSum() : null)];
    private long _rows;
    private string _place = "";

    /// <summary>The sums of a part of the rows, which may be computed beside those of other parts.</summary>
    /// <param name="table">The part, with all columns of the table.</param>
    /// <returns>The sums of each column; null for those that hold no numbers.</returns>
    public TotalSum?[] SumsOf(TextTable table) =>
        [.. columns.Select((one, index) => _sums[index] is null ? null : SumOf(one.Column, table.Columns[one.Place]))];

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

    /// <summary>A line about it; nothing where there is none.</summary>
    public IEnumerable<string> Lines()
    {
        if (_rows < FewestRows)
            yield break;

        // Numbers are close to their mean more often than to their sum: all of them must be.
        string[] sums = NamesOf(sum => sum.IsTotal(Tolerance)),
            means = NamesOf(sum => sum.IsMean(MeanTolerance));
        if (sums.Length >= FewestColumns)
            yield return $"{_place} holds the sums of {string.Join(", ", sums)} of the rows above; a row of totals should be removed";
        else if (means.Length >= FewestColumns && means.Length == NamesOf(sum => sum.Varies && double.IsFinite(sum.Last)).Length)
            yield return $"{_place} holds the means of {string.Join(", ", means)} of the rows above; a row of means should be removed";
    }

    private static TotalSum SumOf(SchemaColumn column, TextColumn cells) => TotalSum.Of(cells, column.FormatIn(cells));

    private string[] NamesOf(Func<TotalSum, bool> isOne) =>
        [.. columns.Where((_, index) => _sums[index] is TotalSum sum && isOne(sum)).Select(one => one.Column.Name)];
}
