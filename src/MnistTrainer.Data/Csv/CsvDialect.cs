using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The dialect of a table: its delimiter and its encoding, detected from the first lines.</summary>
/// <param name="Delimiter">Comma, semicolon, tab, vertical bar or space.</param>
/// <param name="Encoding">UTF-8 or UTF-16.</param>
/// <param name="PaddedQuotes">Whether there are spaces between delimiters and quotes.</param>
/// <param name="Findings">One line each for encoding, line endings and delimiter.</param>
internal sealed record CsvDialect(char Delimiter, Encoding Encoding, bool PaddedQuotes, IReadOnlyList<string> Findings)
{
    private const int SampleSize = 1 << 16;
    private const int SampleLines = 20;

    // From least to most likely to occur inside a cell: with semicolons, commas are decimal commas; with commas, spaces are padding.
    private static readonly (char Character, string Name)[] Delimiters =
    [
        ('\t', "tab"),
        (';', "semicolon"),
        ('|', "vertical bar"),
        (',', "comma"),
        (' ', "space"),
    ];

    /// <summary>Whether a comma inside a cell is a decimal comma.</summary>
    public bool HasDecimalComma => Delimiter != ',';

    /// <exception cref="InvalidInputException">The file is missing, empty, damaged or not text.</exception>
    public static CsvDialect Detect(DataFile file)
    {
        byte[] start = ReadStart(file);
        Encoding encoding = DetectEncoding(file.Path, start, out bool hasMark);
        string text = encoding.GetString(start).TrimStart('\uFEFF');
        string[] lines = [.. text.Split(['\n', '\r']).Where(line => !string.IsNullOrWhiteSpace(line)).Take(SampleLines)];
        if (lines.Length == 0)
            throw new InvalidInputException(file.Path, "a table with one image per line", "no rows", "Specify a file that contains rows");
        // The last line may be truncated by the end of the sample.
        if (lines.Length > 1 && start.Length == SampleSize)
            lines = lines[..^1];
        (char delimiter, string name) = Delimiters.FirstOrDefault(
            candidate => lines.All(line => ContainsUnquoted(line, candidate.Character)),
            (Character: ',', Name: "none found")
        );
        bool padded = delimiter is not (' ' or '\t') && lines.Any(line => line.Contains($"{delimiter} \"", StringComparison.Ordinal));
        string lineEndings =
            text.Contains("\r\n") ? "CRLF"
            : text.Contains('\n') ? "LF"
            : text.Contains('\r') ? "CR"
            : "one line";
        string encodingName = encoding.WebName.ToUpperInvariant() + (hasMark ? " with byte order mark" : "");
        return new CsvDialect(
            delimiter,
            encoding,
            padded,
            [$"encoding: {encodingName}", $"line endings: {lineEndings}", $"delimiter: {name}"]
        );
    }

    private static byte[] ReadStart(DataFile source)
    {
        using InputFile file = InputFile.Open(source);
        try
        {
            byte[] start = new byte[SampleSize];
            return start[..file.Content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException e)
        {
            throw file.Damaged(e);
        }
    }

    private static Encoding DetectEncoding(string path, ReadOnlySpan<byte> start, out bool hasMark)
    {
        hasMark =
            start.StartsWith(Encoding.UTF8.Preamble)
            || start.StartsWith(Encoding.Unicode.Preamble)
            || start.StartsWith(Encoding.BigEndianUnicode.Preamble);
        // Digits and delimiters are ASCII: every other byte of a table is zero in UTF-16, and none is in UTF-8.
        if (start.StartsWith(Encoding.Unicode.Preamble) || start is [not 0, 0, not 0, 0, ..])
            return Encoding.Unicode;
        if (start.StartsWith(Encoding.BigEndianUnicode.Preamble) || start is [0, not 0, 0, not 0, ..])
            return Encoding.BigEndianUnicode;
        if (start.Contains((byte)0))
        {
            string found = start.StartsWith("PK"u8) ? "a ZIP archive or a workbook" : "binary data";
            throw new InvalidInputException(path, "a table as text (UTF-8 or UTF-16)", found, "Save the table as CSV");
        }

        return Encoding.UTF8;
    }

    private static bool ContainsUnquoted(string line, char character)
    {
        bool quoted = false;
        foreach (char c in line.AsSpan().Trim())
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == character && !quoted)
                return true;
        }

        return false;
    }
}
