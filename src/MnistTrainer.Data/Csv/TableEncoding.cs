using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The encoding of a table's text: as specified, or UTF-8, UTF-16 or the only code page that fits. No byte is ever replaced.</summary>
/// <param name="Encoding">The encoding, which throws on bytes that it cannot decode.</param>
/// <param name="Finding">Its name and how it was found.</param>
internal sealed record TableEncoding(Encoding Encoding, string Finding)
{
    /// <summary>Detects the encoding of a table from its first bytes.</summary>
    /// <exception cref="InvalidInputException">The bytes are no text, or text in an encoding that cannot be detected.</exception>
    public static TableEncoding Detect(string path, ReadOnlySpan<byte> start, Encoding? specified)
    {
        bool hasMark =
            start.StartsWith(Encoding.UTF8.Preamble)
            || start.StartsWith(Encoding.Unicode.Preamble)
            || start.StartsWith(Encoding.BigEndianUnicode.Preamble)
            || start.StartsWith(TextEncodings.BigEndianUtf32.Preamble);
        if (specified is not null)
            return new TableEncoding(TextEncodings.Strict(specified), $"{TextEncodings.NameOf(specified)}, as specified");
        if (TextEncodings.FindUnicode(start) is Encoding unicode)
            return Of(unicode, hasMark);
        int zero = start.TrimEnd((byte)0).IndexOf((byte)0);
        if (zero >= 0)
        {
            string found =
                start.StartsWith("PK"u8) ? "a ZIP archive or a workbook"
                : start.StartsWith("PAR1"u8) ? "a Parquet file"
                : "binary data";
            bool isText = start.Count((byte)0) * 100 <= start.Length && start.IndexOfAnyInRange((byte)1, (byte)8) < 0;
            throw isText
                ? new InvalidInputException($"{path}, byte {zero}", "text", "a byte of zero", "The file is damaged; write it again")
                : new InvalidInputException(path, "a table as text (UTF-8 or UTF-16)", found, "Save the table as CSV");
        }

        TextScan scan = TextScan.OfStart(start, Encoding.UTF8);
        return scan.Invalid is null ? Of(Encoding.UTF8, hasMark) : Guess(path, scan);
    }

    /// <summary>Returns the only code page that a text can be in that is not UTF-8.</summary>
    /// <exception cref="InvalidInputException">None fits, or more than one.</exception>
    public static TableEncoding Guess(string path, TextScan scan) =>
        TextEncodings.Guess(scan.Foreign) is Encoding page
            ? new TableEncoding(page, $"{TextEncodings.NameOf(page)}, by its letters; they are not valid in UTF-8")
            : throw Invalid(path, Encoding.UTF8, scan);

    /// <summary>Creates the exception for a byte that cannot be decoded.</summary>
    public static InvalidInputException Invalid(string path, Encoding encoding, TextScan scan)
    {
        (long position, long line) = scan.Invalid!.Value;
        return new InvalidInputException(
            $"{path}, line {line}, byte {position}",
            $"text in {TextEncodings.NameOf(encoding)}",
            "a byte that is not valid in it",
            "Save the table in UTF-8, or specify its encoding"
        )
        {
            Option = nameof(LoadOptions.Encoding),
        };
    }

    /// <summary>Decodes the beginning of a text, which may end inside a character, without its byte order mark.</summary>
    public static string Decode(ReadOnlySpan<byte> start, Encoding encoding)
    {
        // Invalid bytes are reported with their place when the whole text is scanned.
        encoding = (Encoding)encoding.Clone();
        encoding.DecoderFallback = DecoderFallback.ReplacementFallback;
        Decoder decoder = encoding.GetDecoder();
        char[] text = new char[encoding.GetMaxCharCount(start.Length)];
        int length = decoder.GetChars(start, text, flush: false);
        return new string(text, 0, length).TrimStart('\uFEFF');
    }

    private static TableEncoding Of(Encoding encoding, bool hasMark) =>
        new(TextEncodings.Strict(encoding), TextEncodings.NameOf(encoding) + (hasMark ? " with byte order mark" : ""));
}
