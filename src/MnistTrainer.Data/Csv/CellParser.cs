using System.Globalization;
using System.Text;

namespace MnistTrainer.Data;

/// <summary>
/// Parses the number in a cell, with a decimal point or, if the delimiter is not a comma, a decimal comma. True and false are 1 and 0.
/// </summary>
internal static class CellParser
{
    private const int MaximumLength = 64;

    // Up to this number of digits, mantissa and power of ten are exact doubles, so their quotient is correctly rounded.
    private const int ExactDigits = 15;

    private static readonly double[] PowersOfTen = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <param name="cell">The cell without surrounding blanks.</param>
    /// <param name="decimalComma">Whether a comma is a decimal comma.</param>
    /// <param name="value">The number, which is finite.</param>
    /// <returns>Whether the cell is a number.</returns>
    public static bool TryParse(ReadOnlySpan<byte> cell, bool decimalComma, out double value)
    {
        long mantissa = 0;
        int point = -1;
        for (int i = 0; i < cell.Length; i++)
        {
            uint digit = (uint)(cell[i] - '0');
            if (digit <= 9 && i <= ExactDigits)
                mantissa = (mantissa * 10) + digit;
            else if (point < 0 && IsPoint(cell[i], decimalComma))
                point = i;
            else
                return TryParseAny(cell, decimalComma, out value);
        }

        int decimals = point < 0 ? 0 : cell.Length - 1 - point;
        value = mantissa / PowersOfTen[decimals];
        return cell.Length > (point < 0 ? 0 : 1);
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, bool, out double)"/>
    public static bool TryParse(string cell, bool decimalComma, out double value) =>
        TryParse(System.Text.Encoding.UTF8.GetBytes(cell), decimalComma, out value);

    private static bool IsPoint(byte character, bool decimalComma) => character == '.' || (decimalComma && character == ',');

    // Signs, exponents and many digits.
    private static bool TryParseAny(ReadOnlySpan<byte> cell, bool decimalComma, out double value)
    {
        value = 0;
        if (cell.Length > MaximumLength)
            return false;
        if (Ascii.EqualsIgnoreCase(cell, "true"u8))
            value = 1;
        if (value == 1 || Ascii.EqualsIgnoreCase(cell, "false"u8))
            return true;
        Span<byte> text = stackalloc byte[cell.Length];
        cell.CopyTo(text);
        if (decimalComma)
            text.Replace((byte)',', (byte)'.');
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Styles, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }
}
