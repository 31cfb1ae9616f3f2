using System.Collections.Immutable;

namespace MnistTrainer.Data;

/// <summary>The texts of cells whose value is missing.</summary>
internal static class MissingCell
{
    /// <summary>What is missing in every column. An empty cell is first.</summary>
    public static ImmutableArray<string> Texts { get; } = ["", "?", "NA", "N/A", "#N/A", "NaN", "nan", "NULL", "Null", "null"];

    /// <summary>What is missing among numbers; elsewhere it may be a category, such as <c>None</c> for a house without a fence.</summary>
    public static bool IsAmongNumbers(string text) => Texts.Contains(text) || OddNumber.IsMissing(text);
}
