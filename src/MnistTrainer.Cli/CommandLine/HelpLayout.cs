using System.CommandLine;
using System.CommandLine.Help;
using System.Text.RegularExpressions;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>
/// The standard help in another language than English. The parser has its own words only for cultures that the runtime knows, which is the invariant one here, and counts
/// letters where a terminal counts cells.
/// </summary>
internal static partial class HelpLayout
{
    // Of descriptions on a narrow terminal.
    private const int LeastWidth = 20;

    // The parser's own words.
    private static readonly (string English, string Translated)[] Words =
    [
        ("Description:", Localized.Of("Description:")),
        ("Usage:", Localized.Of("Usage:")),
        ("Arguments:", Localized.Of("Arguments:")),
        ("Options:", Localized.Of("Options:")),
        ("Commands:", Localized.Of("Commands:")),
        ("[options]", Localized.Of("[options]")),
        ("[command]", Localized.Of("[command]")),
        ("(REQUIRED)", Localized.Of("(REQUIRED)")),
        ("Show help and usage information", Localized.Of("Show help and usage information")),
    ];

    /// <summary>Writes the help of the command that was called.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(HelpAction standard, ParseResult parsed)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        using StringWriter english = new();
        parsed.InvocationConfiguration.Output = english;
        int width = standard.MaxWidth;
        standard.MaxWidth = int.MaxValue;
        int code = standard.Invoke(parsed);
        parsed.InvocationConfiguration.Output = output;
        foreach (string line in english.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            WriteLine(line, width, output);
        output.WriteLine();
        return code;
    }

    private static void WriteLine(string english, int width, TextWriter output)
    {
        string line = Words.Aggregate(english, (text, word) => text.Replace(word.English, word.Translated, StringComparison.Ordinal));
        string first = TwoColumns().Match(line).Value,
            before = first;
        foreach (string part in LineWrapping.Wrap(line[first.Length..], Math.Max(LeastWidth, width - first.Length)))
        {
            output.WriteLine(before + part);
            before = new string(' ', first.Length);
        }
    }

    // An option or argument with the space behind it, up to its description.
    [GeneratedRegex(@"^  \S.*?  +(?=\S)")]
    private static partial Regex TwoColumns();
}
