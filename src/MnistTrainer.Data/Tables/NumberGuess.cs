using System.Globalization;
using System.Text;

namespace MnistTrainer.Data;

/// <summary>
/// Reads the numbers of a column before all of its texts are known, and so how they are written: in the format that read the last odd one, as plain numbers, or in the first format
/// that reads them. A guess that decides what a sample of texts has, and nothing else.
/// </summary>
internal sealed class NumberGuess
{
    // A column with more dates or codes than that, and hardly a number, has no more numbers.
    private const int MostFailures = 1000;

    private const int LongestNumber = 40;

    // Thousands first: a text is rarely in groups of three digits by chance.
    private static readonly NumberFormat[] Formats = [.. NumberFormat.All.OrderBy(format => format.GroupMark is null)];

    private NumberFormat? _format;
    private int _failures;

    /// <summary>The number of a text; null if it is none.</summary>
    public double? Read(ReadOnlySpan<char> text)
    {
        if (_format is null && ReadPlain(text) is double plain)
            return plain;
        if (text.Length > LongestNumber || (Ascii.IsValid(text) && !text.ContainsAnyInRange('0', '9')))
            return null;
        if (_format is null && _failures > MostFailures)
            return null;
        string cell = text.ToString();
        if (_format is not null && _format.TryParse(cell, out double known))
            return known;
        if (_format is not null && ReadPlain(text) is double other)
            return other;
        if (_failures > MostFailures)
            return null;
        string? unit = NumberFormat.UnitOf(cell);
        foreach (NumberFormat format in Formats)
        {
            NumberFormat one = format with { Unit = unit };
            if (!one.TryParse(cell, out double number))
                continue;
            (_format, _failures) = (one, 0);
            return number;
        }

        _failures++;
        return null;
    }

    private static double? ReadPlain(ReadOnlySpan<char> text) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out double number
        ) && double.IsFinite(number)
            ? number
            : null;
}
