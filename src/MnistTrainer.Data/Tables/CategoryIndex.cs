using System.Collections.Immutable;
using System.Globalization;

namespace MnistTrainer.Data;

/// <summary>Finds the category that a cell names. A number is the same in any spelling: <c>3</c> and <c>3.0</c>.</summary>
internal sealed class CategoryIndex
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    public CategoryIndex(ImmutableArray<string> categories)
    {
        for (int i = 0; i < categories.Length; i++)
            _indices.TryAdd(Normalize(categories[i]), i);
        for (int i = 0; i < categories.Length; i++)
            _indices[categories[i]] = i;
    }

    /// <summary>The place of a category; null if it is none of them.</summary>
    public int? Find(string cell) =>
        _indices.TryGetValue(cell, out int index) || _indices.TryGetValue(Normalize(cell), out index) ? index : null;

    /// <summary>A text in the form in which tables hold it, or a whole number without decimals.</summary>
    public static string Normalize(string text) => WithoutDecimals(CanonicalText.Of(text));

    private static string WithoutDecimals(string text) =>
        text.Contains('.', StringComparison.Ordinal)
        && double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out double value
        )
        && double.IsInteger(value)
        && Math.Abs(value) < 1e15
            ? value.ToString("F0", CultureInfo.InvariantCulture)
            : text;
}
