using System.Text;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The dialect of a table: its delimiter and its encoding, detected from the first lines.</summary>
/// <param name="Delimiter">Comma, semicolon, tab, vertical bar, space, or where none of these divides the lines, a rarer character.</param>
/// <param name="Encoding">The encoding, which throws on bytes that it cannot decode.</param>
/// <param name="PaddedQuotes">Whether there are spaces between delimiters and quotes.</param>
/// <param name="Findings">One line each for encoding, line endings and delimiter.</param>
internal sealed partial record CsvDialect(char Delimiter, Encoding Encoding, bool PaddedQuotes, IReadOnlyList<string> Findings)
{
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

    private static readonly (char Character, string Name)[] RareDelimiters =
    [
        ('^', "caret"),
        ('~', "tilde"),
        (':', "colon"),
        ('/', "slash"),
        ('\x01', "control character 1"),
        ('\x1F', "control character 31"),
    ];

    // Fewer may be parts of a date or time.
    private const int MinimumRareDelimiters = 10;

    /// <summary>The dialect of tables that are converted from another format.</summary>
    public static CsvDialect Converted { get; } = new(',', Encoding.UTF8, PaddedQuotes: false, []);

    /// <summary>Whether a comma inside a cell is a decimal comma.</summary>
    public bool HasDecimalComma => Delimiter != ',';

    /// <param name="path">The file, for messages.</param>
    /// <param name="start">Its first bytes.</param>
    /// <param name="isWhole">Whether these are all of its bytes.</param>
    /// <param name="encoding">The encoding of the text.</param>
    /// <exception cref="InvalidInputException">The file is empty.</exception>
    public static CsvDialect Detect(string path, ReadOnlySpan<byte> start, bool isWhole, TableEncoding encoding)
    {
        string text = TableEncoding.Decode(start, encoding.Encoding);
        string[] lines = [.. text.Split(['\n', '\r']).Where(line => !string.IsNullOrWhiteSpace(line)).Take(SampleLines)];
        if (lines.Length == 0)
            throw new InvalidInputException(path, "a table with rows", "no rows", "Specify a file that contains rows");
        // The last line may be truncated by the end of the sample.
        if (lines.Length > 1 && !isWhole)
            lines = lines[..^1];
        (char delimiter, string name) = FindDelimiter(lines) ?? FindDelimiter(Joined(lines)) ?? (',', "none found");
        bool padded = delimiter is not (' ' or '\t') && lines.Any(line => line.Contains($"{delimiter} \"", StringComparison.Ordinal));
        string lineEndings =
            text.Contains("\r\n") ? "CRLF"
            : text.Contains('\n') ? "LF"
            : text.Contains('\r') ? "CR"
            : "one line";
        return new CsvDialect(
            delimiter,
            encoding.Encoding,
            padded,
            [$"encoding: {encoding.Finding}", $"line endings: {lineEndings}", $"delimiter: {name}"]
        );
    }

    // The delimiter is in every line; lines before the table may lack it, so otherwise it is in most lines, equally often.
    private static (char Character, string Name)? FindDelimiter(string[] lines)
    {
        lines = Array.ConvertAll(lines, line => Comment().Replace(line, ""));
        // Tabs may pad the cells that commas separate.
        if (lines.All(line => line.Contains(",\t", StringComparison.Ordinal) && line.Count(c => c == '\t') <= line.Count(c => c == ',')))
            return (',', "comma");
        (char, string) inAll = Delimiters.FirstOrDefault(candidate => lines.All(line => CountUnquoted(line, candidate.Character) > 0));
        if (inAll != default)
            return inAll;
        foreach ((char Character, string Name) candidate in Delimiters)
        {
            int most = lines
                .Select(line => CountUnquoted(line, candidate.Character))
                .CountBy(count => count)
                .Where(pair => pair.Key > 0)
                .Select(pair => pair.Value)
                .DefaultIfEmpty()
                .Max();
            if (most * 2 > lines.Length)
                return candidate;
        }

        (char, string) rare = RareDelimiters.FirstOrDefault(candidate =>
            CountUnquoted(lines[0], candidate.Character) is >= MinimumRareDelimiters and int count
            && lines.All(line => CountUnquoted(line, candidate.Character) == count)
        );
        return rare != default ? rare : null;
    }

    // Records whose quoted cells have several lines.
    private static string[] Joined(string[] lines)
    {
        List<string> records = [];
        bool isOpen = false;
        foreach (string line in lines)
        {
            if (isOpen)
                records[^1] += $" {line}";
            else
                records.Add(line);
            isOpen ^= line.Count(c => c == '"') % 2 == 1;
        }

        // The last record may be truncated by the end of the sample.
        return isOpen && records.Count > 1 ? [.. records[..^1]] : [.. records];
    }

    private static int CountUnquoted(string line, char character)
    {
        bool quoted = false;
        int count = 0;
        foreach (char c in line.AsSpan().Trim())
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == character && !quoted)
                count++;
        }

        return count;
    }

    // Behind a number; see CsvRecords.
    [GeneratedRegex(@"(?<=\d)\s+#.*$")]
    private static partial Regex Comment();
}
