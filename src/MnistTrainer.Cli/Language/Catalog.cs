using System.Globalization;
using System.Text.RegularExpressions;

namespace MnistTrainer.Cli.Language;

/// <summary>
/// The texts of one language, by the English texts that stand in the code: embedded files of gettext's format, an <c>msgid</c> and an <c>msgstr</c> on a line each.
/// Values are <c>{0}</c>, <c>{1}</c> and so on in both.
/// </summary>
internal sealed partial class Catalog
{
    // Sentences of the libraries and of the parser reach the command as finished texts, which are recognized.
    private const string RecognizedFile = "recognized.po";

    // Words of the libraries, such as units: apart from sentences, whose values may be names that are the same.
    private const string WordFile = "words.po";

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _recognized = new(StringComparer.Ordinal);
    private readonly List<(Regex Pattern, string Text)> _patterns = [];

    private Catalog(string? language)
    {
        foreach (string name in language is null ? [] : FilesOf(language))
        {
            using Stream file = typeof(Catalog).Assembly.GetManifestResourceStream(name)!;
            foreach ((string english, string text) in Read(new StreamReader(file)))
            {
                Dictionary<string, string> texts =
                    name.EndsWith(RecognizedFile, StringComparison.Ordinal) ? _recognized
                    : name.EndsWith(WordFile, StringComparison.Ordinal) ? _words
                    : _texts;
                texts.Add(english, text);
                if (texts == _recognized && Hole().IsMatch(english))
                    _patterns.Add((PatternOf(english), text));
            }
        }
    }

    /// <summary>English: the texts of the code.</summary>
    public static Catalog English { get; } = new(null);

    /// <summary>The texts for those of the code, by these.</summary>
    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>The words for those of the libraries, by these.</summary>
    public IReadOnlyDictionary<string, string> Words => _words;

    /// <summary>The texts for sentences of the libraries and of the parser, by these.</summary>
    public IReadOnlyDictionary<string, string> Recognized => _recognized;

    /// <summary>Reads the catalog of a language.</summary>
    /// <param name="language">Its code (ISO 639): <c>ko</c>.</param>
    public static Catalog Of(string language) => new(language);

    /// <summary>Returns the text for an English one, or null where there is none.</summary>
    public string? Find(string english) => _texts.GetValueOrDefault(english);

    /// <summary>Returns the text for a finished English one, whose values are such texts or stay as they are; the English one where there is none.</summary>
    public string Recognize(string english)
    {
        if (_recognized.TryGetValue(english, out string? exact))
            return exact;
        foreach ((Regex pattern, string text) in _patterns)
        {
            if (pattern.Match(english) is { Success: true } match)
            {
                object[] values = [.. match.Groups.Values.Skip(1).Select(group => Recognize(group.Value))];
                return string.Format(CultureInfo.InvariantCulture, text, values);
            }
        }

        return english;
    }

    private static IEnumerable<string> FilesOf(string language) =>
        typeof(Catalog)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"{language}/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<(string English, string Text)> Read(StreamReader file)
    {
        string english = "";
        while (file.ReadLine() is string line)
        {
            if (line.StartsWith("msgid ", StringComparison.Ordinal))
                english = Unquote(line["msgid ".Length..]);
            else if (line.StartsWith("msgstr ", StringComparison.Ordinal))
                yield return (english, Unquote(line["msgstr ".Length..]));
        }
    }

    private static string Unquote(string text) =>
        text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal);

    private static Regex PatternOf(string english)
    {
        string[] parts = Hole().Split(english);
        return new Regex($"^{string.Join("(.+?)", parts.Select(Regex.Escape))}$", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Hole();
}
