namespace MnistTrainer.Data;

/// <summary>
/// Columns that have a value in all rows of some classes and in no row of the others, of a table in memory: what is written down only once the class is known, such as the date of a
/// default. They are reported and trained on.
/// </summary>
internal static class MissingByClass
{
    // Fewer rows may agree by chance.
    private const int FewestRows = 20;
    private const int FewestOfEither = 5;

    private const int MostShown = 3;

    /// <summary>A line about a column; nothing where its missing values do not follow the classes.</summary>
    /// <param name="report">How the column is read.</param>
    /// <param name="column">The column.</param>
    /// <param name="label">How the label is read.</param>
    /// <param name="labels">The label.</param>
    /// <param name="missingTexts">Texts of missing values in every column.</param>
    public static IEnumerable<string> Lines(
        ColumnReport report,
        TextColumn column,
        ColumnReport label,
        TextColumn labels,
        IReadOnlyCollection<string> missingTexts
    )
    {
        if (
            column.Tally is not null
            || report.Column.Width == 0
            || label.Column.Kind != ColumnKind.Category
            || Math.Min(report.Missing, column.Count - report.Missing) < FewestOfEither
            || labels.Count - label.Missing < FewestRows
        )
            yield break;
        HashSet<string> classes = new(label.Column.Categories, StringComparer.Ordinal);
        bool[] areMissing = [.. column.Texts.Select(text => missingTexts.Contains(text) || report.Column.MissingTexts.Contains(text))];
        HashSet<string> with = [],
            without = [];
        for (int row = 0; row < labels.Count && !with.Overlaps(without); row++)
        {
            if (classes.Contains(labels[row]))
                (areMissing[column.Cells[row]] ? without : with).Add(labels[row]);
        }

        if (!with.Overlaps(without) && with.Count > 0 && without.Count > 0)
            yield return $"{column.Name} is missing in all rows of {Shown(without)} and in no others; leave it out if it is only known together with the label {labels.Name}";
    }

    private static string Shown(HashSet<string> classes) =>
        string.Join(", ", classes.Order(StringComparer.Ordinal).Take(MostShown)) + (classes.Count > MostShown ? ", …" : "");
}
