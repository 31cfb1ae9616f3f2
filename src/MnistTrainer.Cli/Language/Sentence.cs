using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace MnistTrainer.Cli.Language;

/// <summary>
/// An interpolated English text that is shown in the user's language: the English stands in the code, the other languages' order of words in their catalogs.
/// Values are formatted as the code has it, in the invariant culture, in all languages.
/// </summary>
[InterpolatedStringHandler]
internal readonly struct Sentence(int literalLength, int formattedCount)
{
    private readonly StringBuilder _english = new(literalLength + (3 * formattedCount));
    private readonly List<string> _values = new(formattedCount);

    /// <summary>Adds a part of the English text.</summary>
    public void AppendLiteral(string text) =>
        _english.Append(text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    /// <summary>Adds a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="alignment">The width to fill in front of it, or behind it if negative.</param>
    /// <param name="format">Its format.</param>
    public void AppendFormatted<T>(T value, int alignment = 0, string? format = null)
    {
        string text = value is IFormattable one ? one.ToString(format, CultureInfo.InvariantCulture) : value?.ToString() ?? "";
        _english.Append(CultureInfo.InvariantCulture, $"{{{_values.Count}}}");
        _values.Add(alignment < 0 ? CellWidth.PadRight(text, -alignment) : CellWidth.PadLeft(text, alignment));
    }

    /// <summary>Returns the text in the language of a catalog.</summary>
    public string In(Catalog catalog)
    {
        string english = _english.ToString();
        return string.Format(CultureInfo.InvariantCulture, catalog.Find(english) ?? english, [.. _values]);
    }
}
