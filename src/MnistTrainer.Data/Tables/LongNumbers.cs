using System.Globalization;
using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>
/// Whole numbers of more digits than a network keeps: ids, card numbers, times in nanoseconds. Different in every row, they name the rows; otherwise they are reported. The rows are
/// added part by part.
/// </summary>
/// <param name="column">How the column is read.</param>
/// <param name="name">Its name in the table.</param>
internal sealed partial class LongNumbers(SchemaColumn column, string name)
{
    // Whole numbers of this many digits are exact as doubles. Behind the others, zeros are kept.
    private const int MostDigits = 15;

    // Of floats, and of doubles, of which an origin is subtracted first.
    private const int DigitsOfFloat = 7;

    private int _digits;

    /// <summary>How many digits the longest of such numbers has; 0 where there is none.</summary>
    /// <param name="texts">The texts of a column.</param>
    public static int DigitsIn(IEnumerable<string> texts) => texts.Select(DigitsOf).DefaultIfEmpty().Max();

    /// <summary>Whether half of the numbers of a column are so long.</summary>
    /// <param name="texts">The different texts of a column.</param>
    public static bool AreMost(string[] texts) => texts.Count(text => DigitsOf(text) > 0) * 2 >= texts.Length;

    /// <summary>Adds the cells of the column, or of a part of its rows.</summary>
    public void Add(TextColumn cells)
    {
        if (column.Kind == ColumnKind.Number)
            _digits = Math.Max(_digits, DigitsIn(cells.Texts));
    }

    /// <summary>A line about such numbers, if there are any.</summary>
    public IEnumerable<string> Lines()
    {
        if (_digits > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: of whole numbers of up to {_digits} digits, about {(column.Origin == 0 ? DigitsOfFloat : MostDigits)} are kept; leave the column out if they are ids"
            );
    }

    /// <summary>Whether a text is a whole number of more than 11 digits as a spreadsheet shows it: <c>4.01705E+15</c>.</summary>
    public static bool IsRounded(string text) => Rounded().IsMatch(text);

    private static int DigitsOf(string text)
    {
        if (text.Length <= MostDigits)
            return 0;
        string plain = PlainText.Of(text).Trim();
        string digits = string.Concat(plain.Where(char.IsAsciiDigit)).TrimStart('0');
        return WholeNumber().IsMatch(plain) && digits.TrimEnd('0').Length > MostDigits ? digits.Length : 0;
    }

    [GeneratedRegex(@"^\d([.,]\d{1,5})?E\+(1[1-9]|2\d)$")]
    private static partial Regex Rounded();

    [GeneratedRegex(@"^[+-]?(\d+|\d{1,3}([,.' _]\d{3})+)$")]
    private static partial Regex WholeNumber();
}
