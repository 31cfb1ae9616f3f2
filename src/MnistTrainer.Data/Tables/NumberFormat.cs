using System.Globalization;
using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>
/// How the numbers of a column are written. In every format, a number may be in the digits of any script, with a blank behind its sign, with a power of ten such as
/// <c>1.5×10^3</c>, and a negative one in parentheses or with the minus behind.
/// </summary>
/// <param name="DecimalMark">The decimal mark, <c>.</c> or <c>,</c>. Default: a point.</param>
/// <param name="GroupMark">
/// What separates thousands: a comma, a point, a blank, an apostrophe or, as in programs, an underscore. Commas may also separate lakhs and crores, as in <c>12,34,567</c>. Default: null, for nothing.
/// </param>
/// <param name="Unit">
/// A currency before or behind each number, such as <c>$</c> or <c>USD</c>, or a percent sign or letters such as <c>kg</c> behind it. Default: null, for none.
/// </param>
public sealed partial record NumberFormat(char DecimalMark = '.', char? GroupMark = null, string? Unit = null)
{
    private const int MaximumLength = 512;

    // Those of Arabic digits, which can be read in one way only.
    private const char ArabicPoint = '\u066B',
        ArabicGroup = '\u066C';

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
        new('.', '_'),
    ];

    /// <summary>Reads a cell.</summary>
    /// <param name="cell">The text.</param>
    /// <param name="value">The number, which is finite as a float.</param>
    /// <returns>Whether the cell is a number in this format.</returns>
    public bool TryParse(string cell, out double value)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return TryRead(cell, out value) && float.IsFinite((float)value);
    }

    /// <summary>The number in a cell; NaN if it is none in this format.</summary>
    internal double ValueOf(string cell) => TryParse(cell, out double value) ? value : double.NaN;

    /// <summary>Whether a cell is a number in this format that is too large for a float, or infinite.</summary>
    internal bool IsTooLarge(string cell) => TryRead(cell, out double value) && !float.IsFinite((float)value);

    /// <summary>Whether a cell is a number in any format, without a unit.</summary>
    internal static bool IsNumber(string cell) => Array.Exists(All, format => format.TryParse(cell, out _));

    /// <summary>The unit at either end of a cell; null if it has none.</summary>
    internal static string? UnitOf(string cell)
    {
        string text = PlainOf(cell);
        return SignIn(text)
            ?? (
                NameInFront().Match(text) is { Success: true } front && CurrencyName.Is(front.Groups[1].Value) ? front.Groups[1].Value
                : NameBehind().Match(text) is { Success: true } behind && CurrencyName.Is(behind.Groups[1].Value) ? behind.Groups[1].Value
                : LettersBehind().Match(text) is { Success: true } match ? match.Groups[1].Value
                : null
            );
    }

    /// <summary>The sign of a currency at either end of a cell, or the percent sign behind it; null if it has none.</summary>
    internal static string? SignOf(string cell) => SignIn(PlainOf(cell));

    /// <summary>Whether a text can be a unit.</summary>
    internal static bool IsUnit(string text) => IsSign(text) || UnitOf($"1 {text}") == text;

    /// <summary>Whether a unit is a sign rather than letters.</summary>
    internal static bool IsSign(string unit) => unit is [var only] && IsSign(only);

    private bool TryRead(string cell, out double value)
    {
        value = 0;
        if (cell.Length > MaximumLength)
            return false;
        if (!cell.Any(char.IsDigit))
        {
            value = Infinite().IsMatch(cell) ? double.PositiveInfinity : 0;
            return value > 0;
        }

        string text = PlainOf(cell);
        if (Unit is string unit)
        {
            if (UnitOf(text) is string found && found != unit)
                return false;
            text = WithoutUnit(text, unit);
        }

        if (text.AsSpan().ContainsAny(ArabicPoint, ArabicGroup))
        {
            if (DecimalMark != '.' || text.Contains(',', StringComparison.Ordinal))
                return false;
            text = text.Replace(ArabicPoint, '.').Replace(ArabicGroup, ',');
        }

        if (GroupMark is char mark)
        {
            int point = text.IndexOf(DecimalMark, StringComparison.Ordinal);
            string whole = point < 0 ? text : text[..point];
            if (whole.Contains(mark, StringComparison.Ordinal))
            {
                string groups = whole.Replace(mark, ' ');
                if (!Groups().IsMatch(groups) && !(mark == ',' && LakhGroups().IsMatch(groups)))
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
        return double.TryParse(text, styles, CultureInfo.InvariantCulture, out value) && !double.IsNaN(value);
    }

    private static string PlainOf(string cell) => PowerOfTen.WithExponent(NegativeNumber.WithMinus(PlainText.Of(cell).Trim()));

    private static string? SignIn(string text) =>
        text.TrimStart('-', '+') is [var first, .., var last]
            ? (
                first is not ('%' or '‰') && IsSign(first) ? $"{first}"
                : IsSign(last) ? $"{last}"
                : null
            )
            : null;

    private static bool IsSign(char one) => one is '%' or '‰' || char.GetUnicodeCategory(one) == UnicodeCategory.CurrencySymbol;

    private static string WithoutUnit(string text, string unit)
    {
        string sign = text.Length > 0 && text[0] is '-' or '+' ? text[..1] : "";
        string number = text[sign.Length..];
        if (IsSign(unit))
            return sign + number.Trim([unit[0], ' ']);
        return number.EndsWith(unit, StringComparison.Ordinal) ? sign + number[..^unit.Length].TrimEnd()
            : number.StartsWith(unit, StringComparison.Ordinal) ? sign + number[unit.Length..].TrimStart()
            : text;
    }

    // As R, Python and JavaScript write it.
    [GeneratedRegex(@"^[+-]?(inf|infinity|∞)$", RegexOptions.IgnoreCase)]
    private static partial Regex Infinite();

    // USD 5, Rs.500, R$ 5: not followed by another word.
    [GeneratedRegex(@"^[+-]?([A-Za-z][A-Za-zčł]{0,3}[.$]?) ?(?=[+-]?[.,]?\d)")]
    private static partial Regex NameInFront();

    [GeneratedRegex(@"\d ?([A-Za-z][A-Za-zčł]{0,3}[.$]?)$")]
    private static partial Regex NameBehind();

    // Behind a number without leading zeros: kg, km/h, m², °C, GHz. The exponent of 1e3 is none, and neither are the halves of a day.
    [GeneratedRegex(@"^[+-]?(?!0\d)(?=[.,]?\d)[\d.,' ]*[\d.,] ?(?!(?i:[ap]m)$)([\p{L}°][\p{L}°/·]{0,9}?(?:[²³]|(?<=m)[23])?)$")]
    private static partial Regex LettersBehind();

    // Thousands, without a leading zero: 0.512 is no number of three digits.
    [GeneratedRegex(@"^[+-]?[1-9]\d{0,2}( \d{3})+$")]
    private static partial Regex Groups();

    // Hundreds of thousands and of hundred thousands, as in India.
    [GeneratedRegex(@"^[+-]?[1-9]\d?( \d{2})+ \d{3}$")]
    private static partial Regex LakhGroups();
}
