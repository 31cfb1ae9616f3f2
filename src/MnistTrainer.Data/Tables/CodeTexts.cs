using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>Texts of digits that are no quantities: codes with leading zeros, versions, telephone numbers, postal codes, and numbers of different units.</summary>
internal static partial class CodeTexts
{
    private const int MostShown = 3;
    private const int MostLetters = 40;

    /// <summary>Returns what texts are, and whether they could be numbers as well; null if they are none of these.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="texts">Its different texts.</param>
    public static (string Reason, bool AreNumbers)? Describe(string name, string[] texts)
    {
        texts = Array.ConvertAll(texts, text => PlainText.Of(text).Trim());
        if (texts.Length > 0 && Array.TrueForAll(texts, text => Formula().IsMatch(text)))
            return ($"formulas of a spreadsheet, such as {Shown(texts[0])}, whose values are not in the file", false);
        if (texts.Length > 0 && Array.TrueForAll(texts, text => NegativeNumber.IsInParentheses(text) && IsOneNumber(text)))
            return ($"all in parentheses, such as {texts[0]}, so codes rather than negative numbers", true);
        bool areWhole = Array.TrueForAll(texts, text => WholeNumber().IsMatch(text));
        if (areWhole && Array.Exists(texts, text => PaddedNumber().IsMatch(text)))
            return ("numbers with leading zeros, so codes", true);
        if (areWhole && CodeName().IsMatch(name))
            return ($"codes by the name {name}", true);
        if (Array.TrueForAll(texts, text => PhoneNumber().IsMatch(text)))
            return ("telephone numbers", areWhole);
        bool areVersions =
            Array.TrueForAll(texts, text => PartOfVersion().IsMatch(text))
            && Array.Exists(texts, text => IsVersion(text) && !Thousands().IsMatch(text));
        if (areVersions)
            return ("versions or addresses, not numbers", false);
        return UnitsIn(texts) is string units ? (units, false) : null;
    }

    /// <summary>Whether a text has three or four numbers with points between them, such as 1.2.10.</summary>
    public static bool IsVersion(string text) => Version().IsMatch(text);

    /// <summary>States that texts begin with numbers which are not read, such as fractions, ranges and hexadecimal numbers; empty if they do not, or are numbers or dates.</summary>
    /// <param name="texts">The different texts of a column.</param>
    public static string DescribeNumbersIn(string[] texts) =>
        texts.Length > 1
        && Array.TrueForAll(texts, text => NumberInFront().IsMatch(text) && !NumberFormat.IsNumber(text))
        && DateTexts.Describe(texts) is null
            ? $"begin with numbers that are not read, such as {Shown(texts[0])}"
            : "";

    /// <summary>Whether texts differ in one number each, between the same texts, such as CHF 5.20.</summary>
    public static bool DifferInNumbers(string[] texts)
    {
        Match first = NumberInText().Match(texts[0]);
        return first.Success
            && Array.TrueForAll(
                texts,
                text =>
                    NumberInText().Match(text) is { Success: true } match
                    && match.Groups[1].Value == first.Groups[1].Value
                    && match.Groups[2].Value == first.Groups[2].Value
            );
    }

    private static string Shown(string text) => text.Length <= MostLetters ? text : $"{text.AsSpan(0, MostLetters)}…";

    // With a unit or without; two numbers in parentheses are a point.
    private static bool IsOneNumber(string text) => NumberFormat.IsNumber(text) || NumberFormat.UnitOf(text) is not null;

    // Not where one unit is that of all.
    private static string? UnitsIn(string[] texts)
    {
        int others = 0,
            without = 0;
        HashSet<string> found = [];
        foreach (string text in texts)
        {
            if (NumberFormat.UnitOf(text) is string unit)
                found.Add(unit);
            else if (++without * 2 > texts.Length || (!PlainNumber().IsMatch(text) && ++others * 10 > texts.Length))
                return null;
        }

        if (found.All(NumberFormat.IsSign))
            return null;
        string[] different = [.. found];
        string shown =
            string.Join(", ", different.Order(StringComparer.Ordinal).Take(MostShown)) + (different.Length > MostShown ? ", …" : "");
        return different.Length > 1 ? $"numbers with different letters or units ({shown})"
            : without > others ? $"numbers with and without {shown}"
            : null;
    }

    // =SUM(A1:A9), =A1+B1, =+B2; not ="00123", which is a text.
    [GeneratedRegex(@"^=[+\-]?(?:\p{Lu}[\p{L}\d.]*\(|\$?[A-Z]{1,3}\$?\d|'?[^""']+'?!\$?[A-Z])")]
    private static partial Regex Formula();

    [GeneratedRegex(@"^[^\p{L}\d]{0,3}\d")]
    private static partial Regex NumberInFront();

    [GeneratedRegex(@"^([^\d]*)\d[\d.,]*([^\d]*)$")]
    private static partial Regex NumberInText();

    [GeneratedRegex(@"^[+-]?\d+$")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^0\d+$")]
    private static partial Regex PaddedNumber();

    [GeneratedRegex(@"^[+-]?\d*[.,]?\d+([eE][+-]?\d+)?$")]
    private static partial Regex PlainNumber();

    [GeneratedRegex(
        @"^(zip|zip[_ ]?codes?|postal[_ ]?codes?|post[_ ]?codes?|plz|postleitzahl|(tele)?phone([_ ]?(no|number))?|telefon|mobile|fax|ssn|ean|upc|isbn|우편번호|전화번호)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex CodeName();

    [GeneratedRegex(@"^\+[1-9][\d ()/.\-]{6,}$")]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"^v?\d{1,3}(\.\d{1,3}){2,3}$")]
    private static partial Regex Version();

    [GeneratedRegex(@"^v?\d{1,3}(\.\d{1,3}){0,3}$")]
    private static partial Regex PartOfVersion();

    [GeneratedRegex(@"^[1-9]\d{0,2}(\.\d{3})+$")]
    private static partial Regex Thousands();
}
