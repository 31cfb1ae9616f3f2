using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>Cells that hold a number, or stand for a missing one, in a way that is not read.</summary>
internal static partial class OddNumber
{
    /// <summary>Says how a number is written; null for cells that are none of these.</summary>
    public static string? Describe(string cell) =>
        cell.Length == 0 || char.IsAsciiLetter(cell[0]) && !IsMissing(cell) ? null
        : IsMissing(cell) ? "a missing value"
        : Hexadecimal().IsMatch(cell) ? "a hexadecimal number"
        : Percentage().IsMatch(cell) ? "a percentage"
        : Quoted().IsMatch(cell) ? "a number in single quotes"
        : Thousands().IsMatch(cell) ? "a number with separators of thousands"
        : DecimalComma().IsMatch(cell) ? "a decimal comma between cells that commas separate"
        : null;

    /// <summary>Whether a cell is what programs write where a value is missing.</summary>
    public static bool IsMissing(string cell) =>
        cell.ToUpperInvariant() is "NAN" or "NA" or "N/A" or "#N/A" or "NULL" or "NONE" or "NIL" or "?" or "-" or "--";

    [GeneratedRegex("^0[xX][0-9a-fA-F]+$")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^-?[\d.]+ ?%$")]
    private static partial Regex Percentage();

    [GeneratedRegex("^'[-+]?[\\d.]+'$")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^-?\d+,\d+$")]
    private static partial Regex DecimalComma();
}
