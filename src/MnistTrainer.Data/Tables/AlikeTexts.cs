namespace MnistTrainer.Data;

/// <summary>Texts that people would take for the same, and that are different categories: they differ only in case, in blanks or in the width of letters.</summary>
internal static class AlikeTexts
{
    private const int MostShown = 40;

    /// <summary>Names two such texts and what they differ in; empty if there are none.</summary>
    /// <param name="texts">Different texts.</param>
    public static string Describe(string[] texts)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            string folded = PlainText.Folded(text);
            if (!found.TryAdd(folded, text))
                return $"{Shown(found[folded])} and {Shown(text)} differ only in {Difference(found[folded], text)}";
        }

        return "";
    }

    private static string Difference(string one, string other) =>
        one.Equals(other, StringComparison.OrdinalIgnoreCase) ? "case"
        : WithoutBlanks(one) == WithoutBlanks(other) ? "blanks"
        : "how letters are written";

    private static string WithoutBlanks(string text) => string.Concat(text.Where(one => !char.IsWhiteSpace(one)));

    private static string Shown(string text) => text.Length <= MostShown ? $"\"{text}\"" : $"\"{text.AsSpan(0, MostShown)}…\"";
}
