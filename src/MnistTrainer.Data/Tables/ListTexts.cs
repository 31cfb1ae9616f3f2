namespace MnistTrainer.Data;

/// <summary>Cells with several values, such as the answers to a question of a survey, of which each combination is a text of its own.</summary>
internal static class ListTexts
{
    private static readonly char[] Separators = [';', '|'];

    /// <summary>States that texts are made of fewer different parts; empty if they are not.</summary>
    /// <param name="texts">The different texts of a column.</param>
    public static string Describe(string[] texts)
    {
        foreach (char separator in Separators)
        {
            string[][] parts = Array.ConvertAll(
                texts,
                text => text.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            );
            if (
                Array.Find(parts, one => one.Length > 1) is string[] several
                && parts.SelectMany(one => one).Distinct().Count() < texts.Length
            )
                return $"several values in a cell, such as {several[0]} and {several[1]}, which are not taken apart";
        }

        return "";
    }
}
