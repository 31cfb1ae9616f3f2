namespace MnistTrainer.Data;

/// <summary>What is reported of a column that is read as texts: as categories, as names, or not at all.</summary>
internal static class TextReport
{
    private const int MostExamples = 3;

    private static readonly string[][] Spellings =
    [
        ["y", "yes"],
        ["n", "no"],
        ["t", "true"],
        ["f", "false"],
        ["1", "true"],
        ["0", "false"],
        ["1", "yes"],
        ["0", "no"],
    ];

    /// <summary>A column of categories, of which the most frequent ones are inputs of their own.</summary>
    public static ColumnReport Categories(ColumnTexts texts, string reason, string? option = null)
    {
        ColumnReport report = Classes(texts, reason);
        report = report with { Option = option ?? report.Option };
        if (texts.Distinct <= TableSchema.MostCategories)
            return report;
        int others = texts.Distinct - TableSchema.MostCategories;
        return report with
        {
            Column = report.Column with { Categories = [.. texts.Frequent(TableSchema.MostCategories).Order(StringComparer.Ordinal)] },
            Reason = Joined(report.Reason, $"the {TableSchema.MostCategories} most frequent; the other {others} are read as one value"),
            Option = report.Option ?? nameof(TableOptions.IgnoredColumns),
        };
    }

    /// <summary>A column whose texts are all classes or categories.</summary>
    public static ColumnReport Classes(ColumnTexts texts, string reason)
    {
        (string Text, int Count)[] words = [.. texts.Values.Zip(texts.Counts).Where(one => MissingCell.IsWord(one.First))];
        (string Text, int Count)[] missing = [.. texts.MissingTexts.Where(one => one.Text.Length > 1)];
        return new ColumnReport(
            new SchemaColumn(texts.Column.Name, ColumnKind.Category) { Categories = [.. texts.Values.Order(StringComparer.Ordinal)] },
            texts.Distinct,
            texts.Missing
        )
        {
            Examples = [.. texts.Frequent(MostExamples)],
            Reason = Joined(
                reason,
                AlikeTexts.Describe(texts.Values),
                DamagedLetters.Describe(texts.Values),
                AlikeIn(texts.Values),
                missing.Length == 0 ? "" : $"missing: {ColumnTexts.Describe(missing)}",
                words.Length == 0 ? "" : $"a value, not a missing one: {ColumnTexts.Describe(words)}"
            ),
            Option = words.Length == 0 ? null : nameof(TableOptions.MissingTexts),
        };
    }

    /// <summary>A column that names the rows or is left out.</summary>
    public static ColumnReport Named(ColumnTexts texts, ColumnKind kind, string reason, string? option = null) =>
        new(new SchemaColumn(texts.Column.Name, kind), texts.Distinct, texts.Missing)
        {
            Examples = [.. texts.Frequent(MostExamples)],
            Reason = reason,
            Option = option,
        };

    /// <summary>Joins what is not empty.</summary>
    public static string Joined(params string[] reasons) => string.Join("; ", reasons.Where(reason => reason.Length > 0));

    // Answers that a table spells in two ways.
    private static string AlikeIn(string[] texts)
    {
        HashSet<string> all = new(texts, StringComparer.OrdinalIgnoreCase);
        string[] pairs = [.. Spellings.Where(pair => pair.All(all.Contains)).Select(pair => $"\"{pair[0]}\" and \"{pair[1]}\"")];
        return pairs.Length == 0 ? "" : $"{string.Join(", ", pairs)} are different values";
    }
}
