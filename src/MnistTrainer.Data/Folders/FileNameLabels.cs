using System.Globalization;
using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>Extracts labels from image file names, from the start of each (<c>7_anna</c>, <c>three01</c>) or from its end (<c>anna-7 (2)</c>).</summary>
internal static partial class FileNameLabels
{
    /// <summary>
    /// Returns the labels that a word marks (<c>img3_label7</c>, <c>digit_7_03</c>), or those at the start of the names, or else at their end:
    /// the first or last run of digits or letters. A run is accepted as
    /// a label if there are at least two distinct ones and each occurs twice on average or all are single characters. Sequence numbers are not: <c>img_0</c>, <c>img_1</c>, <c>img_2</c>.
    /// </summary>
    /// <param name="names">File names without extension.</param>
    /// <returns>The labels, or null if neither end qualifies, and a description of where they were found.</returns>
    public static (string[]? Labels, string Origin) Find(string[] names)
    {
        string[] originals = Array.ConvertAll(names, name => Quotes().Replace(CopyNumber().Replace(name, ""), ""));
        string[] marked = Array.ConvertAll(originals, name => Marked().Match(name).Groups[1].Value);
        if (AreLabels(marked))
        {
            bool areLast = originals.Index().All(name => name.Item.EndsWith(marked[name.Index], StringComparison.Ordinal));
            return (marked, areLast ? "end of the file name" : "after a word in the file name");
        }

        string[] starts = Array.ConvertAll(originals, name => FirstRun().Match(name).Value);
        if (AreLabels(starts))
            return (starts, "start of the file name");
        string[] ends = Array.ConvertAll(originals, name => LastRun().Match(name).Value);
        return AreLabels(ends) && !AreNumbered(originals, ends) ? (ends, "end of the file name") : (null, "none");
    }

    private static bool AreLabels(string[] runs)
    {
        int distinct = runs.Distinct().Count();
        return !runs.Contains("") && distinct > 1 && (distinct * 2 <= runs.Length || Array.TrueForAll(runs, run => run.Length == 1));
    }

    // img_0, img_1, img_2, …: one image for each number, and a word that does not say that it is a label.
    private static bool AreNumbered(string[] names, string[] ends)
    {
        string[] stems = [.. names.Select((name, i) => name[..^ends[i].Length].Trim(' ', '_', '-', '.')).Distinct()];
        if (stems is not [{ Length: > 0 } stem] || ends.Length < 3 || ClassLevel.IsClassName($"{stem}0"))
            return false;
        int[] numbers =
        [
            .. ends.Select(end => int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1).Order(),
        ];
        return numbers[0] is 0 or 1 && numbers.Index().All(one => one.Item == numbers[0] + one.Index);
    }

    // The suffix that file managers append to copies.
    [GeneratedRegex(@"\s*\(\d+\)$")]
    private static partial Regex CopyNumber();

    // Around the whole name or a label in it: '7'_01, "7" 01, b'7'_01.
    [GeneratedRegex(@"^\s+|\s+$|['""`\[\]]|(?<!\p{L})b(?=')")]
    private static partial Regex Quotes();

    [GeneratedRegex(
        @"(?<!\p{L})(?:label|class|digit|lbl|cls)[\s_\-=]*(\d+)(?!\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Marked();

    [GeneratedRegex(@"^(\d+|\p{L}+)")]
    private static partial Regex FirstRun();

    [GeneratedRegex(@"(\d+|\p{L}+)$", RegexOptions.RightToLeft)]
    private static partial Regex LastRun();
}
