using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>Negative numbers as accountants write them: in parentheses, <c>(5.50)</c>, with the minus behind, <c>5.50-</c>, or apart, <c>- 5.50</c>, as a plus may be.</summary>
internal static partial class NegativeNumber
{
    /// <summary>Returns a number with its sign in front; any other text as it is.</summary>
    /// <param name="text">A text in plain characters (<see cref="PlainText"/>), without blanks around it.</param>
    public static string WithMinus(string text)
    {
        if (SignApart().Match(text) is { Success: true } apart)
            return text[..1] + text[apart.Length..];
        if (text.Length < 2 || (text[^1] != '-' && !text.Contains('(', StringComparison.Ordinal)))
            return text;
        if (InParentheses().Match(text) is { Success: true } match)
            return $"-{match.Groups["before"].Value}{match.Groups["number"].Value}{match.Groups["behind"].Value}";
        return MinusBehind().IsMatch(text) ? $"-{text[..^1].TrimEnd()}" : text;
    }

    /// <summary>Whether a text is a number in parentheses.</summary>
    public static bool IsInParentheses(string text) => InParentheses().IsMatch(PlainText.Of(text).Trim());

    /// <summary>Whether a text is a number with the minus behind it.</summary>
    public static bool HasMinusBehind(string text) => MinusBehind().IsMatch(PlainText.Of(text).Trim());

    /// <summary>Whether a text is a number with a blank behind its sign.</summary>
    public static bool HasSignApart(string text) => SignApart().IsMatch(PlainText.Of(text).Trim());

    [GeneratedRegex(@"^[+-] +(?=[^\d+\-]{0,5}\d)")]
    private static partial Regex SignApart();

    // A currency or a percent sign may be inside or outside.
    [GeneratedRegex(@"^(?<before>[^\d()+\-]{0,5})\((?<number>[^()+\-]*\d[^()+\-]*)\)(?<behind>[^\d()+\-]{0,5})$")]
    private static partial Regex InParentheses();

    // A single digit with a minus is a mark at school.
    [GeneratedRegex(@"^[^+\-]*\d[^+\-]*\d[^+\-]*-$")]
    private static partial Regex MinusBehind();
}
