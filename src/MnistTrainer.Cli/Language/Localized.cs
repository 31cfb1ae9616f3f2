namespace MnistTrainer.Cli.Language;

/// <summary>Texts in the language of the user, which is that of the whole command.</summary>
internal static class Localized
{
    private static Catalog _catalog = Catalog.English;

    /// <summary>Whether the texts of the code are shown as they are.</summary>
    public static bool IsEnglish => _catalog == Catalog.English;

    /// <summary>Chooses the language, once, before anything is shown.</summary>
    /// <param name="language">Its code, one of <see cref="UserLanguage.Codes"/>.</param>
    public static void Use(string language) => _catalog = language == UserLanguage.English ? Catalog.English : Catalog.Of(language);

    /// <summary>Returns a text without values.</summary>
    public static string Of(string english) => _catalog.Find(english) ?? english;

    /// <summary>Returns a text with values.</summary>
    public static string Of(Sentence english) => english.In(_catalog);

    /// <summary>Returns texts, such as the headings of a table.</summary>
    public static string[] Each(params string[] english) => [.. english.Select(Of)];

    /// <summary>Returns one of two words, by the number that it follows.</summary>
    public static string Plural(long count, string one, string several) => Of(count == 1 ? one : several);

    /// <summary>Returns a word of a library, such as a unit or the heading of a column.</summary>
    public static string Word(string english) => _catalog.Words.GetValueOrDefault(english, english);

    /// <summary>Returns a finished text of a library, which the catalog may know with its values.</summary>
    public static string Recognize(string english) => _catalog.Recognize(english);
}
