using System.Text.RegularExpressions;

namespace MnistTrainer.Architecture.Tests;

/// <summary>The rules of <c>Wording</c>: expressions that the project's texts avoid, and where they are allowed.</summary>
internal sealed class WordingRules
{
    /// <summary>The folder of the rules, relative to the repository root.</summary>
    public const string Folder = "tests/MnistTrainer.Architecture.Tests/Wording/";

    private readonly Regex _any;
    private readonly (Regex Pattern, string Replacement)[] _words;
    private readonly (string Path, string Text)[] _exceptions;
    private readonly HashSet<(string Path, string Text)> _unused;

    public WordingRules()
    {
        string[][] words = [.. Read("words.tsv", columns: 2)];
        _words = [.. words.Select(word => (new Regex(word[0], RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), word[1]))];
        // Few lines violate a rule, so one pass by all patterns at once finds them quickly.
        _any = new Regex(
            string.Join('|', words.Select(word => $"(?:{word[0]})")),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled
        );
        _exceptions = [.. Read("exceptions.tsv", columns: 3).Select(exception => (exception[0], exception[1]))];
        _unused = [.. _exceptions];
    }

    /// <summary>The exceptions that no checked text has needed, as <c>path: text</c>.</summary>
    public IEnumerable<string> UnusedExceptions => _unused.Select(exception => $"{exception.Path}: {exception.Text}");

    /// <summary>The violations of a text, as <c>path:line: word → replacement</c>.</summary>
    /// <param name="path">The path relative to the repository root, with forward slashes.</param>
    /// <param name="text">The text.</param>
    public IEnumerable<string> Violations(string path, string text)
    {
        (string Path, string Text)[] exceptions =
        [
            .. _exceptions.Where(exception => path.StartsWith(exception.Path, StringComparison.Ordinal)),
        ];
        foreach ((string Path, string Text) exception in exceptions)
        {
            if (text.Contains(exception.Text, StringComparison.Ordinal))
                _unused.Remove(exception);
        }

        if (!_any.IsMatch(text))
            yield break;
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = exceptions.Aggregate(lines[i], (rest, exception) => rest.Replace(exception.Text, "", StringComparison.Ordinal));
            foreach ((Regex pattern, string replacement) in _words)
            {
                if (pattern.Match(line) is { Success: true } match)
                    yield return $"{path}:{i + 1}: {match.Value} → {replacement}";
            }
        }
    }

    private static IEnumerable<string[]> Read(string file, int columns) =>
        File.ReadLines(Path.Combine(Repository.Root, Folder, file))
            .Where(line => !string.IsNullOrWhiteSpace(line) && !line.StartsWith('#'))
            .Select(line =>
                line.Split('\t') is string[] cells && cells.Length == columns
                    ? cells
                    : throw new InvalidDataException($"{file}: expected {columns} columns separated by tabs, found {line}")
            );
}
