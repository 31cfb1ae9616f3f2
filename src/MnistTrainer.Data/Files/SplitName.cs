using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>The part of a data set that the name of a folder or a file stands for: <c>train</c>, <c>trainingSet</c>, <c>test_images</c>, <c>Val</c>.</summary>
internal static partial class SplitName
{
    private static readonly Dictionary<string, DataPart> Parts = new(StringComparer.Ordinal)
    {
        ["train"] = DataPart.Train,
        ["training"] = DataPart.Train,
        ["learn"] = DataPart.Train,
        ["learning"] = DataPart.Train,
        ["seen"] = DataPart.Train,
        ["validation"] = DataPart.Validation,
        ["valid"] = DataPart.Validation,
        ["val"] = DataPart.Validation,
        ["dev"] = DataPart.Validation,
        ["test"] = DataPart.Test,
        ["testing"] = DataPart.Test,
        ["t10k"] = DataPart.Test,
        ["eval"] = DataPart.Test,
        ["evaluation"] = DataPart.Test,
        ["holdout"] = DataPart.Test,
        ["unseen"] = DataPart.Test,
        ["tr"] = DataPart.Train,
        ["te"] = DataPart.Test,
        ["학습"] = DataPart.Train,
        ["훈련"] = DataPart.Train,
        ["검증"] = DataPart.Validation,
        ["시험"] = DataPart.Test,
        ["평가"] = DataPart.Test,
        ["테스트"] = DataPart.Test,
    };

    // Words that say nothing about the part or about a class.
    private static readonly HashSet<string> Fillers =
    [
        .. "set sets data dataset image images img imgs picture pictures pic pics photo photos scan scans sample samples digit digits mnist png pngs jpg jpgs jpeg bmp part split folder".Split(
            ' '
        ),
    ];

    /// <summary>Returns the part that a name stands for; null for other names.</summary>
    public static DataPart? Of(string name)
    {
        DataPart? part = null;
        foreach (string word in Words(name))
        {
            if (Parts.TryGetValue(word, out DataPart found) && part is null)
                part = found;
            else if (!Fillers.Contains(word) && !char.IsAsciiDigit(word[0]))
                return null;
        }

        return part;
    }

    /// <summary>Returns the part that the last word of a name stands for: <c>fashion-mnist_train</c>; null for other names.</summary>
    public static DataPart? OfLastWord(string name) =>
        Words(name).LastOrDefault(word => char.IsLetter(word[0])) is { } last && Parts.TryGetValue(last, out DataPart part) ? part : null;

    /// <summary>Returns the only part that a word of a name stands for: <c>mnist_train_small</c>; null for other names.</summary>
    public static DataPart? OfAnyWord(string name)
    {
        DataPart[] parts = [.. Words(name).Where(Parts.ContainsKey).Select(word => Parts[word]).Distinct()];
        return parts is [var only] ? only : null;
    }

    /// <summary>Whether a name is that of any container, not of a class: <c>images</c>, <c>testSet</c>.</summary>
    public static bool IsContainer(string name) =>
        Of(name) is not null || (Words(name).ToArray() is { Length: > 0 } words && Array.TrueForAll(words, Fillers.Contains));

    private static IEnumerable<string> Words(string name) =>
        Word().Matches(name).Select(match => match.Value.ToLowerInvariant()).SelectMany(word => Split(word));

    // "trainset", "testimages".
    private static string[] Split(string word)
    {
        string? start =
            Fillers.Contains(word) || Parts.ContainsKey(word)
                ? null
                : Parts.Keys.FirstOrDefault(part =>
                    word.StartsWith(part, StringComparison.Ordinal) && Fillers.Contains(word[part.Length..])
                );
        return start is null ? [word] : [start, word[start.Length..]];
    }

    // "trainingSet", "TRAIN_images", "t10k"; anything else is a word of one character.
    [GeneratedRegex(@"[tT]10[kK]|[A-Z]?[a-z]+|[A-Z]+|\p{IsHangulSyllables}+|\d+|[^\s_\-.]", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
