using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>Numbers with a power of ten as people and Fortran write it, <c>1.5×10^3</c>, <c>1.5 x 10³</c> and <c>1.5D+03</c>, rather than with an exponent, <c>1.5e3</c>.</summary>
internal static partial class PowerOfTen
{
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>Returns a number with its exponent behind an e; any other text as it is.</summary>
    /// <param name="text">A text in plain characters (<see cref="PlainText"/>), without blanks around it.</param>
    public static string WithExponent(string text)
    {
        if (text.Length < 4 || !(text.Contains("10", StringComparison.Ordinal) || text.AsSpan().ContainsAny('d', 'D')))
            return text;
        return Written().Match(text) is { Success: true } match
            ? $"{match.Groups["number"].Value}e{string.Concat(match.Groups["power"].Value.Select(Lowered))}"
            : text;
    }

    /// <summary>Whether a text is a number with a power of ten.</summary>
    public static bool IsIn(string text) => Written().IsMatch(PlainText.Of(text).Trim());

    private static char Lowered(char one) =>
        one is '⁻' ? '-'
        : one is '⁺' ? '+'
        : Raised.Contains(one, StringComparison.Ordinal) ? (char)('0' + Raised.IndexOf(one, StringComparison.Ordinal))
        : one;

    // The power stands behind a caret, two asterisks or a D with its sign, or is raised: 3x102 is no number. Fortran writes a mark and two digits of the power: 1D-1 is a code.
    [GeneratedRegex(
        @"^(?:(?<number>[+-]?[\d.,]*\d[.,]?) ?[xX×*·⋅] ?10(?:(?:\^|\*\*) ?(?<power>[+-]?\d{1,3})|(?<power>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))|(?<number>[+-]?\d*[.,]\d*)[dD](?<power>[+-]\d{2,3}))$"
    )]
    private static partial Regex Written();
}
