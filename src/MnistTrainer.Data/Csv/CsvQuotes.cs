using System.Buffers;
using System.Text;

namespace MnistTrainer.Data;

/// <summary>
/// Checks the quotes of a row that has several lines. Behind the quote that closes a cell comes a delimiter or the end of the row (RFC 4180). Where text follows instead, a
/// quote was left open in an earlier line, and the rows in between would vanish in one cell.
/// </summary>
internal static class CsvQuotes
{
    private const byte Quote = (byte)'"';
    private const int LongestExcerpt = 20;

    private static readonly SearchValues<byte> LineEnds = SearchValues.Create((byte)'\r', (byte)'\n');

    /// <summary>Finds text behind the closing quote of a cell that has several lines.</summary>
    /// <param name="record">The bytes of a row in UTF-8, including quotes, with its line end or without.</param>
    /// <param name="delimiter">What separates cells.</param>
    /// <returns>Where the text starts; null where there is none.</returns>
    public static int? FindTextBehind(ReadOnlySpan<byte> record, byte delimiter)
    {
        record = record.TrimEnd("\r\n"u8);
        if (record.IndexOfAny(LineEnds) < 0)
            return null;
        int at = 0;
        while (at < record.Length)
        {
            at += BlanksIn(record[at..], delimiter);
            if (at < record.Length && record[at] == Quote)
            {
                int length = QuotedLength(record[at..]);
                bool hasLines = record.Slice(at, length).IndexOfAny(LineEnds) >= 0;
                at += length;
                at += BlanksIn(record[at..], delimiter);
                if (hasLines && at < record.Length && record[at] != delimiter)
                    return at;
            }

            int next = record[at..].IndexOf(delimiter);
            if (next < 0)
                return null;
            at += next + 1;
        }

        return null;
    }

    /// <summary>Counts the line ends in a part of a row: CRLF, LF or CR.</summary>
    public static int CountLines(ReadOnlySpan<byte> part) => part.Count((byte)'\n') is > 0 and int lines ? lines : part.Count((byte)'\r');

    /// <summary>The start of a text for messages.</summary>
    public static string Excerpt(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAny(LineEnds);
        string line = Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
        return line.Length <= LongestExcerpt ? line : line[..LongestExcerpt] + "...";
    }

    // From the opening quote to behind the closing one; a quote that is part of the text is written twice.
    private static int QuotedLength(ReadOnlySpan<byte> cell)
    {
        int at = 1;
        while (true)
        {
            int next = cell[at..].IndexOf(Quote);
            if (next < 0)
                return cell.Length;
            at += next + 1;
            if (at == cell.Length || cell[at] != Quote)
                return at;
            at++;
        }
    }

    private static int BlanksIn(ReadOnlySpan<byte> text, byte delimiter)
    {
        int length = 0;
        while (length < text.Length && text[length] is (byte)' ' or (byte)'\t' && text[length] != delimiter)
            length++;
        return length;
    }
}
