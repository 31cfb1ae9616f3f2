using System.Text.RegularExpressions;

namespace MnistTrainer.Architecture.Tests;

/// <summary>A parsed Markdown document.</summary>
internal sealed partial class Document
{
    private readonly string _text;

    /// <param name="path">Path of the file, relative to the repository root.</param>
    public Document(string path)
    {
        Path = path;
        _text = File.ReadAllText(System.IO.Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n").TrimStart('\uFEFF');
    }

    /// <summary>Path of the file, relative to the repository root.</summary>
    public string Path { get; }

    /// <summary>The lines outside fenced blocks.</summary>
    public IReadOnlyList<string> Lines => BlockPattern().Replace(_text, "").Split('\n');

    /// <summary>The headings with their markers: <c>## Install</c>.</summary>
    public IEnumerable<string> Headings => Lines.Where(line => HeadingPattern().IsMatch(line));

    /// <summary>The anchors of the headings, as GitHub generates them.</summary>
    public IEnumerable<string> Anchors =>
        Headings.Select(heading =>
            string.Concat(heading.TrimStart('#').Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_'))
                .Replace(' ', '-')
        );

    /// <summary>The fenced blocks: code, output and formulas.</summary>
    public IEnumerable<string> Blocks => BlockPattern().Matches(_text).Select(match => match.Value);

    /// <summary>The targets of the links.</summary>
    public IEnumerable<string> Links => LinkPattern().Matches(_text).Select(match => match.Groups[1].Value);

    /// <summary>Numbers with decimals, thousands or a percent sign, and powers.</summary>
    public static IEnumerable<string> Figures(string line) => FigurePattern().Matches(line).Select(match => match.Value);

    /// <summary>Inline formulas and inline code.</summary>
    public static IEnumerable<string> Formulas(string line) =>
        FormulaPattern()
            .Matches(line)
            .Select(match => match.Value.Replace("$`", "$", StringComparison.Ordinal).Replace("`$", "$", StringComparison.Ordinal));

    /// <summary>
    /// The words in a block's formulas, the contents of <c>\text{…}</c>: they are translated, whereas the rest of a formula is the same in every
    /// language. Empty for blocks that are not formulas.
    /// </summary>
    public static IEnumerable<string> Words(string block) =>
        IsFormula(block) ? WordPattern().Matches(block).Select(match => match.Value) : [];

    /// <summary>A block with the <see cref="Words"/> of its formulas removed.</summary>
    public static string WithoutWords(string block) => IsFormula(block) ? WordPattern().Replace(block, "") : block;

    /// <summary>
    /// Inline formulas that GitHub renders as plain dollar signs: those preceded by anything but a space, and those followed by a letter unless
    /// delimited by $` and `$.
    /// </summary>
    public static IEnumerable<string> Unrendered(string line) =>
        FormulaPattern()
            .Matches(line)
            .Where(match => match.Value[0] == '$')
            .Where(match =>
                (match.Index > 0 && line[match.Index - 1] is not (' ' or '|'))
                || (
                    !match.Value.StartsWith("$`", StringComparison.Ordinal)
                    && line.AsSpan(match.Index + match.Length) is [char next, ..]
                    && char.IsLetterOrDigit(next)
                )
            )
            .Select(match => match.Value);

    private static bool IsFormula(string block) => block.StartsWith("```math\n", StringComparison.Ordinal);

    [GeneratedRegex(@"^#+ ")]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"(?ms)^```\w+\n.*?^```\n")]
    private static partial Regex BlockPattern();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"\d+\^\{\d+\}|[-−]?\d{1,3}(,\d{3})+|[-−]?\d+\.\d+( %)?|\d+ %")]
    private static partial Regex FigurePattern();

    [GeneratedRegex(@"(?<=\\text\{)[\p{L} ,.:]+(?=\})")]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"\$[^$]+\$|`[^`]+`")]
    private static partial Regex FormulaPattern();
}
