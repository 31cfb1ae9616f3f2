using System.Text;
using System.Text.RegularExpressions;
using Spectre.Console;

namespace MnistTrainer.Cli.Terminal;

/// <summary>Breaks lines that are too long for a terminal between words, never between a number and its percent sign.</summary>
internal static partial class LineWrapping
{
    // What a broken line is indented by.
    private const int Indent = 2;

    /// <summary>Writes a line of Spectre's markup.</summary>
    public static void WriteMarkup(this IAnsiConsole console, string markup) =>
        console.MarkupLine(string.Join('\n', Wrap(markup, console.Profile.Width, Markup.Remove)));

    /// <summary>Returns the lines of a plain text.</summary>
    /// <param name="text">One line; one with escape sequences is left as it is.</param>
    /// <param name="width">The width of the terminal, at least 1.</param>
    public static IEnumerable<string> Wrap(string text, int width) =>
        text.Contains('\e', StringComparison.Ordinal) ? [text] : Wrap(text, width, word => word);

    private static List<string> Wrap(string text, int width, Func<string, string> plain)
    {
        if (CellWidth.Of(plain(text)) <= width)
            return [text];
        List<string> lines = [];
        int indent = text.Length - text.TrimStart(' ').Length;
        StringBuilder line = new(new string(' ', indent));
        int used = indent;
        foreach (Match word in Words().Matches(text[indent..]))
        {
            int length = CellWidth.Of(plain(word.Value));
            if (used > indent && used + word.Groups[1].Length + length - word.Groups[1].Length > width)
            {
                lines.Add(line.ToString());
                line.Clear().Append(' ', Math.Min(indent + Indent, width / 2));
                used = line.Length;
                line.Append(word.Value[word.Groups[1].Length..]);
                used += length - word.Groups[1].Length;
            }
            else
            {
                line.Append(word.Value);
                used += length;
            }
        }

        lines.Add(line.ToString());
        return lines;
    }

    // The spaces before a word, and the word: of tags, escaped brackets and letters; with a sign before it and the percent sign behind it.
    [GeneratedRegex(@"( *)(?:[<>] )?(?:\[\[|\]\]|\[[^\[\]]*\]|[^ \[])+(?: %(?:\[/\])?)?")]
    private static partial Regex Words();
}
