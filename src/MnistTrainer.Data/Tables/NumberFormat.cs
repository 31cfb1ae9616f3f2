using System.Globalization;
using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>How the numbers of a column are written.</summary>
/// <param name="DecimalMark">The decimal mark, <c>.</c> or <c>,</c>. Default: a point.</param>
/// <param name="GroupMark">What separates thousands: a comma, a point, a blank or an apostrophe. Default: null, for nothing.</param>
/// <param name="Unit">A sign of a currency before or behind each number, or a percent sign behind it. Default: null, for none.</param>
public sealed partial record NumberFormat(char DecimalMark = '.', char? GroupMark = null, char? Unit = null)
{
    private const int MaximumLength = 64;

    /// <summary>The signs that can be a unit.</summary>
    internal const string Units = "$€£¥₩₹%";

    internal static readonly NumberFormat[] All =
    [
        new(),
        new(','),
        new('.', ','),
        new(',', '.'),
        new('.', ' '),
        new(',', ' '),
        new('.', '\''),
        new(',', '\''),
    ];

    /// <summary>Reads a cell.</summary>
    /// <param name="cell">The text.</param>
    /// <param name="value">The number, which is finite as a float.</param>
    /// <returns>Whether the cell is a number in this format.</returns>
    public bool TryParse(string cell, out double value)
    {
        ArgumentNullException.ThrowIfNull(cell);
        value = 0;
        if (cell.Length > MaximumLength)
            return false;
        string text = cell.Trim();
        if (Unit is char unit)
        {
            if (UnitOf(text) is char found && found != unit)
                return false;
            text = WithoutUnit(text);
        }

        if (GroupMark is char mark)
        {
            if (mark == ' ')
                text = text.Replace('\u00A0', ' ').Replace('\u202F', ' ');
            if (mark == '\'')
                text = text.Replace('’', '\'');
            int point = text.IndexOf(DecimalMark, StringComparison.Ordinal);
            string whole = point < 0 ? text : text[..point];
            if (whole.Contains(mark, StringComparison.Ordinal))
            {
                if (!Groups().IsMatch(whole.Replace(mark, ' ')))
                    return false;
                text = whole.Replace($"{mark}", "", StringComparison.Ordinal) + text[whole.Length..];
            }
        }

        if (DecimalMark == ',')
        {
            if (text.Contains('.', StringComparison.Ordinal))
                return false;
            text = text.Replace(',', '.');
        }

        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, styles, CultureInfo.InvariantCulture, out value) && float.IsFinite((float)value);
    }

    /// <summary>The number in a cell; NaN if it is none in this format.</summary>
    internal double ValueOf(string cell) => TryParse(cell, out double value) ? value : double.NaN;

    /// <summary>The unit at either end of a cell; null if it has none.</summary>
    internal static char? UnitOf(string cell) =>
        cell.TrimStart('-', '+') is [var first, .., var last]
            ? (
                first != '%' && Units.Contains(first) ? first
                : Units.Contains(last) ? last
                : null
            )
            : null;

    private static string WithoutUnit(string text)
    {
        string sign = text.Length > 0 && text[0] is '-' or '+' ? text[..1] : "";
        return sign + text[sign.Length..].Trim([.. Units, ' ', '\u00A0']);
    }

    // Thousands, without a leading zero: 0.512 is no number of three digits.
    [GeneratedRegex(@"^[+-]?[1-9]\d{0,2}( \d{3})+$")]
    private static partial Regex Groups();
}
