using System.Globalization;
using System.Text;

namespace MnistTrainer.Data;

/// <summary>The encodings of text files: UTF-8, UTF-16 and the code pages that programs wrote before Unicode.</summary>
public static class TextEncodings
{
    private const int Korean = 949;
    private const int Western = 1252;

    // A letter at the same place in all of these is that letter, whichever of them it is.
    private static readonly int[] LatinPages = [Western, 28605, 1250, 1254];

    /// <summary>Returns an encoding that never replaces a byte: one that it cannot decode is an error.</summary>
    /// <param name="name">A name such as <c>cp949</c>, <c>euc-kr</c>, <c>windows-1252</c> or <c>shift_jis</c>, or the number of a code page.</param>
    /// <returns>The encoding, or null if there is none of this name.</returns>
    public static Encoding? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string plain = name.Trim();
        string number = plain.StartsWith("cp", StringComparison.OrdinalIgnoreCase) ? plain[2..].TrimStart('-', '_') : plain;
        try
        {
            if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int page))
                return page is > 0 and < 65_536 ? OfPage(page) : null;
            Encoding found = CodePagesEncodingProvider.Instance.GetEncoding(plain) ?? Encoding.GetEncoding(plain);
            return Strict(found);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>UTF-32 with the most significant byte first.</summary>
    internal static Encoding BigEndianUtf32 { get; } = new UTF32Encoding(bigEndian: true, byteOrderMark: true);

    /// <summary>Returns UTF-16 or UTF-32 for a table in one of them, by its byte order mark or its zeros; otherwise null.</summary>
    /// <param name="start">The first bytes.</param>
    internal static Encoding? FindUnicode(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(Encoding.UTF32.Preamble))
            return Encoding.UTF32;
        if (start.StartsWith(BigEndianUtf32.Preamble))
            return BigEndianUtf32;
        if (start.StartsWith(Encoding.Unicode.Preamble))
            return Encoding.Unicode;
        if (start.StartsWith(Encoding.BigEndianUnicode.Preamble))
            return Encoding.BigEndianUnicode;
        // Digits and delimiters are ASCII, so that nearly all of their other bytes are zero.
        double[] zeros = new double[4];
        int length = start.Length & ~3;
        for (int i = 0; i < length; i++)
            zeros[i % 4] += start[i] == 0 ? 4.0 / length : 0;
        const double Most = 0.75;
        const double Few = 0.01;
        return zeros switch
        {
            [< Few, > Most, > Most, > Most] => Encoding.UTF32,
            [> Most, > Most, > Most, < Few] => BigEndianUtf32,
            [< Few, > Most, < Few, > Most] => Encoding.Unicode,
            [> Most, < Few, > Most, < Few] => Encoding.BigEndianUnicode,
            _ => null,
        };
    }

    /// <summary>Returns the name of an encoding in findings: <c>UTF-8</c>, <c>CP949</c>, <c>WINDOWS-1252</c>.</summary>
    internal static string NameOf(Encoding encoding) => encoding.CodePage == Korean ? $"CP{Korean}" : encoding.WebName.ToUpperInvariant();

    /// <summary>Returns an encoding that throws on bytes that it cannot decode.</summary>
    internal static Encoding Strict(Encoding encoding) =>
        encoding.CodePage switch
        {
            65001 => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
            1200 => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            1201 => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            12000 => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
            12001 => new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
            int page => OfPage(page),
        };

    /// <summary>Returns the only code page that text can be in, or null: Korean, or Western European letters that all Latin pages share.</summary>
    /// <param name="runs">The bytes outside ASCII, each run with the ASCII byte before and after it.</param>
    internal static Encoding? Guess(IReadOnlyList<byte[]> runs)
    {
        if (runs.Count == 0)
            return null;
        if (runs.All(IsHangul))
            return OfPage(Korean);
        return runs.All(IsLatinLetter) ? OfPage(Western) : null;
    }

    // Pairs of two high bytes are the syllables in daily use; a lead byte with an ASCII letter may also be a Western word.
    private static bool IsHangul(byte[] run)
    {
        if (run.Count(value => value >= 0xA1) < 2)
            return false;
        return TryDecode(OfPage(Korean), run) is string text && text.All(c => c < 0x80 || c is >= '\uAC00' and <= '\uD7A3');
    }

    private static bool IsLatinLetter(byte[] run)
    {
        if (run.Count(value => value >= 0x80) != 1 || !run.Any(value => char.IsAsciiLetter((char)value)))
            return false;
        string[] readings = [.. LatinPages.Select(page => TryDecode(OfPage(page), run) ?? "")];
        return readings.Distinct(StringComparer.Ordinal).Count() == 1 && readings[0].All(c => c < 0x80 || char.IsLetter(c));
    }

    private static string? TryDecode(Encoding encoding, byte[] bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Encoding OfPage(int page) =>
        CodePagesEncodingProvider.Instance.GetEncoding(page, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? Encoding.GetEncoding(page, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
}
