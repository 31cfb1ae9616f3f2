using System.Buffers;
using System.Globalization;
using System.Text;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Texts from outside (names of files, classes and columns, metadata) as they may be shown: characters that a terminal or an editor obeys instead of showing, which
/// could hide or reorder what stands around them, become escapes: <c>\u001B</c>.
/// </summary>
public static class PrintableText
{
    // They join letters and emoji, and neither hide nor reorder.
    private const int ZeroWidthNonJoiner = 0x200C,
        ZeroWidthJoiner = 0x200D;

    // What nearly all JSON consists of.
    private static readonly SearchValues<char> Plain = SearchValues.Create([
        '\n',
        '\r',
        '\t',
        .. Enumerable.Range(' ', '\u007F' - ' ').Select(value => (char)value),
    ]);

    /// <summary>Escapes control characters, line breaks among them, and those that set the direction of writing or are invisible.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text) => Escape(text, keepsLines: false);

    /// <summary>Escapes them in a text of several lines, whose breaks remain.</summary>
    /// <param name="text">The text.</param>
    public static string OfLines(string text) => Escape(text, keepsLines: true);

    /// <summary>Escapes them in JSON, whose values stay the same: <c>\u202E</c>.</summary>
    /// <param name="json">Valid JSON, whose own escapes and line breaks remain.</param>
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
