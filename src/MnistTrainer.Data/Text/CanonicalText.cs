using System.Globalization;
using ADRaffy.ENSNormalize;

namespace MnistTrainer.Data;

/// <summary>
/// Texts in Unicode's normalization form C, in which a letter with an accent, or a Korean syllable, is one character: keyboards and file systems write the same text in several
/// ways. The runtime leaves texts as they are where its globalization is invariant, as it is in the command.
/// </summary>
internal static class CanonicalText
{
    /// <summary>Returns a text in normalization form C.</summary>
    public static string Of(string text) =>
        text.AsSpan().ContainsAnyExceptInRange('\0', '\u02FF') && MayDiffer(text) ? ENSNormalize.NF.NFC(text) : text;

    // Marks that are part of the letter before them, parts of Korean syllables, and characters that stand for others.
    private static bool MayDiffer(string text)
    {
        foreach (char one in text)
        {
            bool mayDiffer =
                one
                    is (>= '\u0340' and <= '\u0387')
                        or (>= '\u0958' and <= '\u0F93')
                        or (>= '\u1100' and <= '\u11FF')
                        or (>= '\u1F71' and <= '\u1FFF')
                        or '\u2000'
                        or '\u2001'
                        or (>= '\u2126' and <= '\u212B')
                        or '\u2329'
                        or '\u232A'
                        or '\u2ADC'
                        or (>= '\uD800' and <= '\uDFFF')
                        or (>= '\uF900' and <= '\uFB4E')
                || CharUnicodeInfo.GetUnicodeCategory(one)
                    is UnicodeCategory.NonSpacingMark
                        or UnicodeCategory.SpacingCombiningMark
                        or UnicodeCategory.EnclosingMark;
            if (mayDiffer)
                return true;
        }

        return false;
    }
}
