using System.Text.RegularExpressions;

namespace MnistTrainer.Architecture.Tests;

/// <summary>The rules of <c>Wording</c>: expressions that the project's texts avoid, and where they are allowed.</summary>
internal sealed class WordingRules
{
    /// <summary>The folder of the rules, relative to the repository root.</summary>
    public const string Folder = "tests/MnistTrainer.Architecture.Tests/Wording/";

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled;

    private readonly (Regex Pattern, string Replacement)[] _words =
    [
        .. Read("words.tsv", columns: 2).Select(word => (new Regex(word[0], Options), word[1])),
    ];

    private readonly (string Path, string Text)[] _exceptions =
    [
        .. Read("exceptions.tsv", columns: 3).Select(exception => (exception[0], exception[1])),
    ];

    private readonly HashSet<(string Path, string Text)> _used = [];

    /// <summary>The exceptions that no checked text has needed, as <c>path: text</c>.</summary>
    public IEnumerable<string> UnusedExceptions => _exceptions.Except(_used).Select(exception => $"{exception.Path}: {exception.Text}");

    /// <summary>The violations of a text, as <c>path:line: word → replacement</c>.</summary>
    /// <param name="path">The path relative to the repository root, with forward slashes.</param>
    /// <param name="text">The text.</param>
    public IEnumerable<string> Violations(string path, string text)
    {
        foreach ((string Path, string Text) exception in _exceptions)
        {
            if (path.StartsWith(exception.Path, StringComparison.Ordinal) && text.Contains(exception.Text, StringComparison.Ordinal))
            {
                _used.Add(exception);
                text = text.Replace(exception.Text, "", StringComparison.Ordinal);
            }
        }

        // Patterns never span lines, so whole files are searched, which is many times faster than line by line.
        return _words
            .SelectMany(word =>
                word.Pattern.Matches(text).Select(match => (Line: LineOf(text, match.Index), match.Value, word.Replacement))
            )
            .OrderBy(found => found.Line)
            .Select(found => $"{path}:{found.Line}: {found.Value} → {found.Replacement}");
    }

    private static int LineOf(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    private static IEnumerable<string[]> Read(string file, int columns) =>
        File.ReadLines(Path.Combine(Repository.Root, Folder, file))
            .Where(line => !string.IsNullOrWhiteSpace(line) && !line.StartsWith('#'))
            .Select(line =>
                line.Split('\t') is string[] cells && cells.Length == columns
                    ? cells
                    : throw new InvalidDataException($"{file}: expected {columns} columns separated by tabs, found {line}")
            );
}
