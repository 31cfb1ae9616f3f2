using System.Globalization;
using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>
/// Rows of sums between the others, by what they are called: a few cells of a column say <c>Total</c> or <c>Subtotal</c>. They are read like any other and reported. The rows are added
/// part by part.
/// </summary>
/// <param name="column">How the column is read.</param>
/// <param name="name">Its name in the table.</param>
internal sealed partial class TotalNames(SchemaColumn column, string name)
{
    // Of more, it is a category like others.
    private const int FewestRowsPerName = 8;

    private const int LongestName = 40;

    private readonly Dictionary<string, long> _cells = new(StringComparer.Ordinal);
    private long _rows;

    /// <summary>Adds the cells of the column, or of a part of its rows.</summary>
    public void Add(TextColumn cells)
    {
        if (column.Kind == ColumnKind.Number)
            return;
        _rows += cells.Count;
        int[]? counts = null;
        foreach ((int index, string text) in cells.Texts.Index())
        {
            if (IsOne(text))
                _cells[text] = _cells.GetValueOrDefault(text) + (counts ??= cells.CountTexts())[index];
        }
    }

    /// <summary>A line about such rows, if there are any.</summary>
    public IEnumerable<string> Lines()
    {
        long cells = _cells.Values.Sum();
        if (cells > 0 && cells * FewestRowsPerName <= _rows)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {ColumnTexts.Describe(_cells.Select(one => (one.Key, (int)one.Value)))}; rows that are sums of others should be removed"
            );
    }

    private static bool IsOne(string text) => text.Length <= LongestName && Name().IsMatch(text);

    // Total, Sub-total, Grand Total:, Total North, Summe, 소계.
    [GeneratedRegex(
        @"^((sub|grand)?[ -]?totals?( .+)?|(zwischen|gesamt)?summe|gesamt|insgesamt|sous-total|subtotal|totale|suma|소 ?계|합 ?계|총 ?계|小計|合計|総計|小计|合计|总计) ?:?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Name();
}
