using System.Text;
using System.Text.RegularExpressions;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Recognizes text that is no CSV by how it begins: formats that are converted to a table, and others, which are rejected by name.</summary>
internal static partial class TextFormats
{
    private const int SampleLines = 20;

    /// <param name="file">The file.</param>
    /// <param name="start">The beginning of its text.</param>
    /// <param name="isWhole">Whether this is all of the text.</param>
    /// <param name="encoding">The encoding of the text.</param>
    /// <param name="areRows">Whether the values of JSON are rows of any columns rather than images.</param>
    /// <returns>The format to convert from; null for CSV.</returns>
    /// <exception cref="InvalidInputException">The text is of a format that cannot be read as a table.</exception>
    public static TextFormat? Recognize(DataFile file, string start, bool isWhole, Encoding encoding, bool areRows)
    {
        string text = start.TrimStart();
        if (FileSignature.Find(Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, FileSignature.Length)])) is FileFormat format)
            throw new InvalidInputException(file.Path, "a table", format.Name, format.Remedy);
        if (text.StartsWith('<'))
            throw new InvalidInputException(file.Path, "a table", "XML or HTML, such as a server's answer", "Fetch the file again");
        if (text.StartsWith("%%MatrixMarket", StringComparison.OrdinalIgnoreCase))
            throw new InvalidInputException(file.Path, "a table", "a Matrix Market file", "Save the table as CSV");
        if (text.Length > 0 && text[0] is '{' or '[')
            return areRows ? JsonRows.Open(file, text, isWhole, encoding) : JsonTable.Open(file, text, isWhole, encoding);
        string[] lines = Lines(text, isWhole);
        if (lines.Length > 1 && MarkdownLine().IsMatch(lines[1]))
            throw new InvalidInputException(file.Path, "a table", "a table in Markdown", "Save the table as CSV");
        if (lines.FirstOrDefault(line => line[0] != '%') is string first && AttributeLine().IsMatch(first))
            return new ArffTable(file.Path);
        lines = Array.FindAll(lines, line => line[0] != LibSvmTable.Comment);
        return lines.Any(line => line.Contains(':')) && lines.All(line => SparseLine().IsMatch(line))
            ? LibSvmTable.Open(file, lines[0].Contains('\t') ? '\t' : ' ')
            : null;
    }

    private static string[] Lines(string text, bool isWhole)
    {
        string[] lines =
        [
            .. text.Split(['\n', '\r'], SampleLines * 2 + 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Take(SampleLines + 1),
        ];
        return lines.Length > 1 && (!isWhole || lines.Length > SampleLines) ? lines[..^1] : lines;
    }

    // A class, then index:value for each pixel that is not zero; a comment may follow.
    [GeneratedRegex(
        @"^([+-]?\d+(\.\d+)?([eE][+-]?\d+)?|[^\s:,]+(?=(\s+\d+:\S+){5}))(\s+(qid:\d+|\d+:[+-]?[\d.]+([eE][+-]?\d+)?))*\s*(#.*)?$"
    )]
    private static partial Regex SparseLine();

    [GeneratedRegex(@"^\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)+\|?$")]
    private static partial Regex MarkdownLine();

    [GeneratedRegex(@"^@(relation|attribute|data)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AttributeLine();
}
