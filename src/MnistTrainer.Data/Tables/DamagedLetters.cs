using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>Letters that were lost or changed before a table was saved: UTF-8 that a program read in another encoding, and what it could not read at all.</summary>
internal static partial class DamagedLetters
{
    private const char Lost = '\uFFFD';

    /// <summary>Names such a text; empty if there is none.</summary>
    public static string Describe(string[] texts) =>
        Array.Find(texts, text => text.Contains(Lost, StringComparison.Ordinal)) is string lost
            ? $"letters were lost when the table was saved, such as in {lost}"
        : Array.Find(texts, text => OtherEncoding().IsMatch(text)) is string other
            ? $"letters of UTF-8 that were read in another encoding before the table was saved, such as in {other}"
        : "";

    // The first byte of two or three, and the next ones, as Windows-1252 and Latin-1 show them: Ã¼, â€™.
    [GeneratedRegex(@"[ÂÃ][\u0080-\u00BF]|â(\u0080|€)[\u0090-\u2122]")]
    private static partial Regex OtherEncoding();
}
