using System.Collections.Immutable;
using MnistTrainer.Data;

namespace MnistTrainer.Experiments;

/// <summary>The columns of a list of suspicious samples, as the label doctor writes them and training reads them.</summary>
internal static class ConfirmedColumns
{
    public const string Part = "part";
    public const string Row = "row";
    public const string Rows = "rows";
    public const string File = "file";
    public const string Label = "label";
    public const string Suggested = "suggested";
    public const string LabelProbability = "label_probability";
    public const string SuggestedProbability = "suggested_probability";
    public const string Reason = "reason";
    public const string DuplicateOf = "duplicate_of";
    public const string Similarity = "similarity";
    public const string Action = "action";
    public const string Checksum = "checksum";

    /// <summary>All of them, in order.</summary>
    public static ImmutableArray<string> All { get; } =
    [Part, Row, Rows, File, Label, Suggested, LabelProbability, SuggestedProbability, Reason, DuplicateOf, Similarity, Action, Checksum];

    /// <summary>Those that are read; the others are for people.</summary>
    public static ImmutableArray<string> Read { get; } = [Part, Row, Rows, Label, Suggested, Action, Checksum];

    /// <summary>The header of the list.</summary>
    public static string Header => string.Join(',', All);

    /// <summary>The name of a part: <c>train</c> or <c>test</c>.</summary>
    public static string NameOf(DataSplit part) => part == DataSplit.Train ? "train" : "test";

    /// <summary>The name of an action: <c>keep</c>, <c>fix</c> or <c>remove</c>.</summary>
    public static string NameOf(SampleAction action) =>
        action switch
        {
            SampleAction.Keep => "keep",
            SampleAction.Fix => "fix",
            _ => "remove",
        };
}
