using System.Buffers;
using System.Globalization;
using System.Text;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Makes text from outside (names of files, classes and columns, metadata) safe to display: characters that a terminal or an editor interprets instead of showing,
/// which could hide or reorder the text around them, are escaped: <c>\u001B</c>.
/// </summary>
public static class PrintableText
{
    // They join letters and emoji, and neither hide nor reorder.
    private const int ZeroWidthNonJoiner = 0x200C,
        ZeroWidthJoiner = 0x200D;

    // The characters of nearly all JSON.
    private static readonly SearchValues<char> Plain = SearchValues.Create([
        '\n',
        '\r',
        '\t',
        .. Enumerable.Range(' ', '\u007F' - ' ').Select(value => (char)value),
    ]);

    /// <summary>Escapes control characters including line breaks, characters that set the writing direction, and invisible characters.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text) => Escape(text, keepsLines: false);

    /// <summary>Escapes the same characters in a text of several lines, except line breaks.</summary>
    /// <param name="text">The text.</param>
    public static string OfLines(string text) => Escape(text, keepsLines: true);

    /// <summary>Escapes the same characters in JSON without changing its values: <c>\u202E</c>.</summary>
    /// <param name="json">Valid JSON; its own escapes and line breaks remain.</param>
    public static string OfJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (!json.AsSpan().ContainsAnyExcept(Plain))
            return json;
        StringBuilder escaped = new(json.Length);
        foreach (Rune rune in json.EnumerateRunes())
        {
            // Outside strings, JSON has no other control characters.
            if (rune.Value is '\n' or '\r' or '\t' || !IsObeyed(rune))
                escaped.Append(rune);
            else
                foreach (char unit in rune.ToString())
                    escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
        }

        return escaped.ToString();
    }

    private static string Escape(string text, bool keepsLines)
    {
        ArgumentNullException.ThrowIfNull(text);
        int clean = 0;
        while (clean < text.Length && IsPlain(text[clean]))
            clean++;
        if (clean == text.Length)
            return text;
        StringBuilder escaped = new(text, 0, clean, text.Length + 16);
        for (int i = clean; i < text.Length; )
        {
            bool isWhole = Rune.TryGetRuneAt(text, i, out Rune rune);
            int length = isWhole ? rune.Utf16SequenceLength : 1;
            if (isWhole && (!IsObeyed(rune) || (keepsLines && rune.Value is '\n' or '\r')))
                escaped.Append(text, i, length);
            else
                escaped.Append(EscapeOf(isWhole ? rune.Value : text[i]));
            i += length;
        }

        return escaped.ToString();
    }

    private static bool IsPlain(char letter) => letter is >= ' ' and < '\u007F';

    private static bool IsObeyed(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
        && rune.Value is not (ZeroWidthNonJoiner or ZeroWidthJoiner);

    private static string EscapeOf(int value) =>
        value switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            <= 0xFFFF => $"\\u{value.ToString("X4", CultureInfo.InvariantCulture)}",
            _ => $"\\U{value.ToString("X8", CultureInfo.InvariantCulture)}",
        };
}
