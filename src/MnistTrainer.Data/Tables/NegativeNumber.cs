using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>Negative numbers as accountants write them: in parentheses, <c>(5.50)</c>, or with the minus behind, <c>5.50-</c>.</summary>
internal static partial class NegativeNumber
{
    /// <summary>Returns a number with its minus in front; any other text as it is.</summary>
    /// <param name="text">A text in plain characters (<see cref="PlainText"/>), without blanks around it.</param>
    public static string WithMinus(string text)
    {
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

    // A currency or a percent sign may be inside or outside.
    [GeneratedRegex(@"^(?<before>[^\d()+\-]{0,5})\((?<number>[^()+\-]*\d[^()+\-]*)\)(?<behind>[^\d()+\-]{0,5})$")]
    private static partial Regex InParentheses();

    // A single digit with a minus is a mark at school.
    [GeneratedRegex(@"^[^+\-]*\d[^+\-]*\d[^+\-]*-$")]
    private static partial Regex MinusBehind();
}
