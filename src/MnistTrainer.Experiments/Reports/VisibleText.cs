using System.Globalization;
using System.Text;

namespace MnistTrainer.Experiments;

/// <summary>Names from files of strangers as people may see them.</summary>
public static class VisibleText
{
    /// <summary>
    /// Escapes the characters that nobody sees or that turn the text around them (control characters, bidirectional marks, line separators, tags, half
    /// characters): <c>\u202E</c>. All other text stays, in any script.
    /// </summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int place = 0;
        StringBuilder? shown = null;
        while (place < text.Length)
        {
            bool isWhole = Rune.TryGetRuneAt(text, place, out Rune rune);
            int value = isWhole ? rune.Value : text[place];
            int length = isWhole ? rune.Utf16SequenceLength : 1;
            if (!isWhole || IsUnseen(rune))
                (shown ??= new StringBuilder(text[..place])).Append(CultureInfo.InvariantCulture, $"\\u{value:X4}");
            else
                shown?.Append(text, place, length);
            place += length;
        }

        return shown?.ToString() ?? text;
    }

    // Joiners shape the letters of Persian and of Indian scripts, and compose emoji.
    private static bool IsUnseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0x61C or 0x200B or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x2069) or 0xFEFF
        || rune.Value is >= 0xE0000 and <= 0xE007F;
}
