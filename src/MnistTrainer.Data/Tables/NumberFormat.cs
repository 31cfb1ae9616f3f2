using System.Globalization;
using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>How the numbers of a column are written.</summary>
/// <param name="DecimalMark">The decimal mark, <c>.</c> or <c>,</c>. Default: a point.</param>
/// <param name="GroupMark">What separates thousands: a comma, a point, a blank or an apostrophe. Default: null, for nothing.</param>
/// <param name="Unit">A sign of a currency before or behind each number, or a percent sign or letters such as <c>kg</c> behind it. Default: null, for none.</param>
public sealed partial record NumberFormat(char DecimalMark = '.', char? GroupMark = null, string? Unit = null)
{
    private const int MaximumLength = 64;

    // As typesetters and some spreadsheets write it.
    private const char Minus = '\u2212';

    private const string Signs = "$€£¥₩₹%";

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
        string text = WithMinus(cell.Trim());
        if (Unit is string unit)
        {
            if (UnitOf(text) is string found && found != unit)
                return false;
            text = WithoutUnit(text, unit);
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
    internal static string? UnitOf(string cell) =>
        SignOf(cell) ?? (LettersBehind().Match(WithMinus(cell)) is { Success: true } match ? match.Groups[1].Value : null);

    /// <summary>The sign of a currency at either end of a cell, or the percent sign behind it; null if it has none.</summary>
    internal static string? SignOf(string cell) =>
        cell.TrimStart('-', '+', Minus) is [var first, .., var last]
            ? (
                first != '%' && Signs.Contains(first) ? $"{first}"
                : Signs.Contains(last) ? $"{last}"
                : null
            )
            : null;

    /// <summary>Whether a text can be a unit.</summary>
    internal static bool IsUnit(string text) => IsSign(text) || UnitOf($"1 {text}") == text;

    /// <summary>Whether a unit is a sign rather than letters.</summary>
    internal static bool IsSign(string unit) => unit is [var only] && Signs.Contains(only);

    private static string WithMinus(string text) => text.Replace(Minus, '-');

    private static string WithoutUnit(string text, string unit)
    {
        if (!IsSign(unit))
            return text.EndsWith(unit, StringComparison.Ordinal) ? text[..^unit.Length].TrimEnd() : text;
        string sign = text.Length > 0 && text[0] is '-' or '+' ? text[..1] : "";
        return sign + text[sign.Length..].Trim([unit[0], ' ', '\u00A0']);
    }

    // Behind a number without leading zeros: kg, km/h, m², °C, GHz. The exponent of 1e3 is none, and neither are the halves of a day.
    [GeneratedRegex(
        @"^[+-]?(?!0\d)(?=[.,]?\d)[\d.,'’ \u00A0\u202F]*[\d.,][ \u00A0\u202F]?(?!(?i:[ap]m)$)([\p{L}°][\p{L}°/·]{0,9}?(?:[²³]|(?<=m)[23])?)$"
    )]
    private static partial Regex LettersBehind();

    // Thousands, without a leading zero: 0.512 is no number of three digits.
    [GeneratedRegex(@"^[+-]?[1-9]\d{0,2}( \d{3})+$")]
    private static partial Regex Groups();
}
