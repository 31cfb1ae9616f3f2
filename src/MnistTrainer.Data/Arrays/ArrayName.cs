using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>What the name of an array says: <c>x_train</c>, <c>test_labels</c>, <c>Y</c>, <c>kmnist-val-imgs</c>.</summary>
/// <param name="Split">The split: null for validation data, training where the name does not say.</param>
/// <param name="IsLabels">Whether it holds labels; null where the name does not say.</param>
internal sealed partial record ArrayName(DataSplit? Split, bool? IsLabels)
{
    private static readonly string[] Train = ["train", "training", "tr"];
    private static readonly string[] Test = ["test", "testing", "tests", "t10k", "te", "eval", "evaluation"];
    private static readonly string[] Validation = ["val", "valid", "validation", "dev"];
    private static readonly string[] Images = ["x", "images", "image", "imgs", "img", "data", "pixels", "features", "inputs"];
    private static readonly string[] Labels = ["y", "labels", "label", "target", "targets", "classes", "class"];

    /// <summary>Reads a name.</summary>
    public static ArrayName Of(string name)
    {
        string[] words = [.. Word().Matches(name).SelectMany(match => SplitWord(match.Value.ToLowerInvariant()))];
        DataSplit? split =
            words.Any(Validation.Contains) ? null
            : words.Any(Test.Contains) ? DataSplit.Test
            : DataSplit.Train;
        return new ArrayName(
            split,
            words.Any(Labels.Contains) ? true
                : words.Any(Images.Contains) ? false
                : null
        );
    }

    // "Xtrain", "ytest": a letter and a part.
    private static string[] SplitWord(string word) =>
        word is ['x' or 'y', .. var part] && (Train.Contains(part) || Test.Contains(part) || Validation.Contains(part)) ? [word[..1], part]
        : word is [.. var start, 'x' or 'y'] && (Train.Contains(start) || Test.Contains(start)) ? [start, word[^1..]]
        : [word];

    // "trainX", "x_train", "TestImages": runs of lower-case letters with at most one capital before them, or of capitals.
    [GeneratedRegex(@"[A-Z]?[a-z]+(10k)?|[A-Z]+(?![a-z])|t10k")]
    private static partial Regex Word();
}
