using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>Finds the label in the names of images, at the start of each (<c>7_anna</c>, <c>three01</c>) or at its end (<c>anna-7 (2)</c>).</summary>
internal static partial class NameLabels
{
    /// <summary>
    /// The labels by the start of the names, or else by their end: the first or last run of digits or of letters. Labels differ, and repeat
    /// themselves twice on average, unless each is a single character; a running number does not.
    /// </summary>
    /// <param name="names">Of files, without extension.</param>
    /// <returns>The labels, null if neither end can be one; and which of the two it was, for a finding.</returns>
    public static (string[]? Labels, string Origin) Find(string[] names)
    {
        string[] originals = Array.ConvertAll(names, name => CopyNumber().Replace(name, ""));
        string[] starts = Array.ConvertAll(originals, name => FirstRun().Match(name).Value);
        if (AreLabels(starts))
            return (starts, "start of the file's name");
        string[] ends = Array.ConvertAll(originals, name => LastRun().Match(name).Value);
        return AreLabels(ends) ? (ends, "end of the file's name") : (null, "none");
    }

    private static bool AreLabels(string[] runs)
    {
        int different = runs.Distinct().Count();
        return !runs.Contains("") && different > 1 && (different * 2 <= runs.Length || Array.TrueForAll(runs, run => run.Length == 1));
    }

    // What file managers append to the second copy of a name.
    [GeneratedRegex(@"\s*\(\d+\)$")]
    private static partial Regex CopyNumber();

    [GeneratedRegex(@"^(\d+|\p{L}+)")]
    private static partial Regex FirstRun();

    [GeneratedRegex(@"(\d+|\p{L}+)$", RegexOptions.RightToLeft)]
    private static partial Regex LastRun();
}
