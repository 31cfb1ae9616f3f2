using System.Globalization;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Weka's ARFF, as OpenML has MNIST: lines of <c>@attribute</c> name the columns, and after <c>@data</c> come rows, dense or sparse
/// (<c>{index value, …}</c> with indices from 0).
/// </summary>
/// <param name="path">The file, for messages.</param>
internal sealed partial class ArffTable(string path) : TextFormat(path)
{
    private const int MaximumAttributes = 1 << 20;

    /// <inheritdoc/>
    public override string Name => "ARFF";

    /// <inheritdoc/>
    public override LoadOptions Complete(LoadOptions options) => options with { HasHeader = true };

    /// <inheritdoc/>
    protected override IEnumerable<string> Lines(InputFile file)
    {
        using CsvRecords records = CsvRecords.Open(file, file.Content, CsvDialect.Converted);
        (string[] names, string[] defaults) = ReadHeader(records);
        long cells = 0;
        // Blank lines keep the numbers of lines as they are in the file.
        for (long line = 1; line < records.Line; line++)
            yield return "";
        yield return string.Join(',', names.Select(Quote));
        for (long line = records.Line + 1; records.Read(); line++)
        {
            for (; line < records.Line; line++)
                yield return "";
            string first = records.Text(0);
            cells += names.Length;
            if (cells > Array.MaxLength)
                throw TooLarge();
            if (first.StartsWith('%'))
                yield return "";
            else
                yield return string.Join(
                    ',',
                    (first.StartsWith('{') ? Expand(records, defaults) : CellsOf(records).Select(Unquote)).Select(Quote)
                );
        }
    }

    // Tabs may separate cells, too.
    private static string[] CellsOf(CsvRecords records) =>
        records.Count == 1 && records.Text(0).Contains('\t', StringComparison.Ordinal) ? records.Text(0).Split('\t') : records.Cells();

    // The first of a list of values is what a sparse row leaves out, like the 0 of a number.
    private (string[] Names, string[] Defaults) ReadHeader(CsvRecords records)
    {
        List<string> names = [],
            defaults = [];
        while (records.Read())
        {
            string line = string.Join(',', records.Cells()).Trim();
            if (line.StartsWith("@data", StringComparison.OrdinalIgnoreCase) && names.Count > 0)
                return ([.. names], [.. defaults]);
            Match match = Attribute().Match(line);
            if (!match.Success)
                continue;
            string type = match.Groups[2].Value;
            names.Add(Unquote(match.Groups[1].Value));
            defaults.Add(type.StartsWith('{') ? Unquote(type.Trim('{', '}', ' ').Split(',')[0].Trim()) : "0");
            if (names.Count > MaximumAttributes)
                break;
        }

        throw new InvalidInputException(
            Path,
            $"from 1 to {MaximumAttributes} lines of @attribute and a line @data, as in ARFF",
            names.Count > MaximumAttributes ? "more" : "no such lines",
            "Fetch the file again; it may be incomplete"
        );
    }

    private string[] Expand(CsvRecords records, string[] defaults)
    {
        string[] cells = [.. defaults];
        string text = string.Join(',', records.Cells()).Trim('{', '}', ' ');
        foreach (string pair in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split([' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (
                parts.Length != 2
                || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                || index >= cells.Length
            )
            {
                throw new InvalidInputException(
                    $"{Path}, line {records.Line}",
                    $"an index from 0 to {cells.Length - 1} and a value, as in sparse ARFF",
                    $"\"{(pair.Length > 40 ? pair[..40] + "…" : pair)}\"",
                    "Correct the line"
                );
            }

            cells[index] = Unquote(parts[1]);
        }

        return cells;
    }

    private InvalidInputException TooLarge() =>
        new(Path, $"at most {Array.MaxLength} pixels in total", "more", "Split the file into parts");

    private static string Unquote(string text) => text.Length >= 2 && text[0] is '\'' or '"' && text[^1] == text[0] ? text[1..^1] : text;

    [GeneratedRegex("""^@attribute\s+('[^']*'|"[^"]*"|\S+)\s+(.*)$""", RegexOptions.IgnoreCase)]
    private static partial Regex Attribute();
}
