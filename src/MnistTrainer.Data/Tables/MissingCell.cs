using System.Collections.Frozen;
using System.Collections.Immutable;

namespace MnistTrainer.Data;

/// <summary>The texts of cells whose value is missing.</summary>
internal static class MissingCell
{
    // What a spreadsheet shows in place of a value that it could not compute.
    private static readonly string[] Errors = ["#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"];

    /// <summary>
    /// What is missing in every column, in each letter case that means nothing else: Na is sodium, and Nan a name. An empty cell is first.
    /// </summary>
    public static ImmutableArray<string> Texts { get; } =
    ["", "?", "NA", "na", "N/A", "n/a", "N/a", "#N/A", "#n/a", "#NA", "<NA>", "NaN", "nan", "NAN", "NULL", "Null", "null", .. Errors];

    private static readonly FrozenSet<string> Known = Texts.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Words = new[]
    {
        "NAN",
        "NA",
        "N/A",
        "#N/A",
        "NULL",
        "NONE",
        "NIL",
        "-",
        "--",
        "MISSING",
        "N.A.",
        ".",
        "..",
        "...",
        "…",
        "–",
        "—",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>All texts that stand for a missing value in some column, in one letter case.</summary>
    public static IEnumerable<string> All => [.. Known, .. Words];

    /// <summary>Whether a text is one of <see cref="Texts"/>.</summary>
    public static bool IsInText(string text) => Known.Contains(text);

    /// <summary>What is missing among numbers; elsewhere it may be a category, such as <c>None</c> for a house without a fence.</summary>
    public static bool IsAmongNumbers(string text) => Known.Contains(text) || Words.Contains(text);

    /// <summary>Whether a text stands for a missing value in some tables, and for a category in others.</summary>
    public static bool IsWord(string text) => Words.Contains(text) && !Known.Contains(text);

    /// <summary>Whether a text is an error of a spreadsheet, which a user may not know of.</summary>
    public static bool IsError(string text) => text.StartsWith('#') && Errors.Contains(text);

    /// <summary>What is missing in every column of a table.</summary>
    public static ImmutableArray<string> TextsOf(TableOptions options) => [.. Texts.Union(options.MissingTexts)];
}
