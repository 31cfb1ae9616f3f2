using System.Globalization;
using System.Text;

namespace MnistTrainer.Data;

/// <summary>
/// Texts in the characters that programs write: digits of other scripts, full-width letters and signs, and the blanks, minus signs and apostrophes of typesetters as those of
/// ASCII, and marks that cannot be seen left out. Only for reading what a text says; it is shown and kept as it was written.
/// </summary>
internal static class PlainText
{
    // Full-width forms lie in the order of ASCII.
    private const char FirstWide = '\uFF01',
        LastWide = '\uFF5E';

    private const string HalfWidthKana =
        "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u3099\u309A";
    private const char FirstKana = '\uFF66';

    /// <summary>Returns a text in plain characters.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        StringBuilder plain = new(text.Length);
        foreach (char one in text)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(one) != UnicodeCategory.Format)
                plain.Append(Plain(one, isFirst: plain.Length == 0));
        }

        return plain.ToString();
    }

    /// <summary>Returns what texts that are the same but for case, blanks and the width of letters have in common.</summary>
    public static string Folded(string text)
    {
        string narrow = string.Concat(
            Of(text).Select(one => one >= FirstKana && one - FirstKana < HalfWidthKana.Length ? HalfWidthKana[one - FirstKana] : one)
        );
        return string.Join(' ', CanonicalText.Of(narrow).ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static char Plain(char one, bool isFirst) =>
        one switch
        {
            < '\u0080' => one,
            >= FirstWide and <= LastWide => (char)(one - FirstWide + '!'),
            '\u2212' or '\uFE63' or '\u2010' or '\u2011' => '-',
            // Behind a number, a dash begins a range.
            '\u2012' or '\u2013' when isFirst => '-',
            '\u2019' or '\u02BC' => '\'',
            '\u066A' => '%',
            '\uFFE0' => '¢',
            '\uFFE1' => '£',
            '\uFFE5' => '¥',
            '\uFFE6' => '₩',
            _ when CharUnicodeInfo.GetDecimalDigitValue(one) is >= 0 and int digit => (char)('0' + digit),
            _ when char.IsWhiteSpace(one) => ' ',
            _ => one,
        };
}
