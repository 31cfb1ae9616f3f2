using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Recognizes text that is no CSV by how it begins: formats that are converted to a table, and others, which are rejected by name.</summary>
internal static partial class TextFormats
{
    private const int SampleLines = 20;

    private static readonly (string Start, string Name, string Remedy)[] Foreign =
    [
        ("<!doctype html", "a web page (HTML)", WebRemedy),
        ("<html", "a web page (HTML)", WebRemedy),
        ("<head", "a web page (HTML)", WebRemedy),
        ("<svg", "a drawing (SVG)", "Save it as PNG and use a folder of images as the source"),
        ("<?xml", "XML, such as a server's error message", WebRemedy),
        ("<", "XML or HTML, such as a server's answer", WebRemedy),
        ("version https://git-lfs", "a Git LFS pointer to a file elsewhere", "Fetch the file itself: git lfs pull"),
        ("%%matrixmarket", "a Matrix Market file", "Save the table as CSV"),
        ("data:image/", "an image as a data: URL", "Save it as PNG and use a folder of images as the source"),
        ("{\\rtf", "an RTF document", "Save the table as CSV"),
        ("%pdf-", "a PDF document", "Save the table as CSV"),
    ];

    private const string WebRemedy = "Fetch the file again, in a browser if need be: this is what the server sent instead of it";

    /// <param name="path">The file.</param>
    /// <param name="start">The beginning of its text.</param>
    /// <param name="isWhole">Whether this is all of the text.</param>
    /// <returns>The format to convert from; null for CSV.</returns>
    /// <exception cref="InvalidInputException">The text is of a format that cannot be read as a table.</exception>
    public static TextFormat? Recognize(string path, string start, bool isWhole)
    {
        string text = start.TrimStart();
        foreach ((string beginning, string name, string remedy) in Foreign)
        {
            if (text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                bool isPage = beginning != "<svg" && text.Contains("<html", StringComparison.OrdinalIgnoreCase);
                throw new InvalidInputException(path, "a table", isPage ? "a web page (HTML)" : name, remedy);
            }
        }

        if (text.Length > 0 && text[0] is '{' or '[')
            return JsonTable.Open(path, text, isWhole);
        string[] lines = Lines(text, isWhole);
        if (lines.FirstOrDefault(line => line[0] != '%') is string first && AttributeLine().IsMatch(first))
            return new ArffTable(path);
        return lines.Any(line => line.Contains(':')) && lines.All(line => SparseLine().IsMatch(line)) ? LibSvmTable.Open(path) : null;
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
    [GeneratedRegex(@"^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?(\s+(qid:\d+|\d+:[+-]?[\d.]+([eE][+-]?\d+)?))*\s*(#.*)?$")]
    private static partial Regex SparseLine();

    [GeneratedRegex(@"^@(relation|attribute|data)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AttributeLine();
}
