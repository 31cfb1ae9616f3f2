namespace MnistTrainer.Data;

/// <summary>The different texts of a column, apart from those whose value is missing.</summary>
internal sealed class ColumnTexts
{
    private readonly int[] _indices;

    private ColumnTexts(TextColumn column, int[] counts, bool[] areMissing)
    {
        Column = column;
        _indices = [.. Enumerable.Range(0, counts.Length).Where(i => !areMissing[i])];
        Values = Array.ConvertAll(_indices, i => column.Texts[i]);
        Counts = Array.ConvertAll(_indices, i => counts[i]);
        MissingTexts = [.. Enumerable.Range(0, counts.Length).Where(i => areMissing[i]).Select(i => (column.Texts[i], counts[i]))];
        Missing = MissingTexts.Sum(one => one.Count);
        Count = column.Count - Missing;
        Distinct = column.Tally is { IsSampled: true } tally
            ? (int)Math.Clamp(tally.Distinct - MissingTexts.Count, Values.Length, Count)
            : Values.Length;
    }

    /// <summary>The column.</summary>
    public TextColumn Column { get; }

    /// <summary>The different texts that are not missing, in the order of their first cells; of a column with too many, a sample.</summary>
    public string[] Values { get; }

    /// <summary>How many cells have each of <see cref="Values"/>.</summary>
    public int[] Counts { get; }

    /// <summary>The number of different texts that are not missing; of a sample, an estimate.</summary>
    public int Distinct { get; }

    /// <summary>Whether <see cref="Values"/> are a sample.</summary>
    public bool IsSampled => Column.Tally is { IsSampled: true };

    /// <summary>The number of cells that are not missing.</summary>
    public int Count { get; }

    /// <summary>The number of cells that are missing.</summary>
    public int Missing { get; }

    /// <summary>The different texts that are missing, and how many cells have each.</summary>
    public IReadOnlyList<(string Text, int Count)> MissingTexts { get; }

    /// <param name="column">The column.</param>
    /// <param name="isMissing">Whether a text is a missing value.</param>
    public static ColumnTexts Of(TextColumn column, Func<string, bool> isMissing) =>
        new(column, column.CountTexts(), [.. column.Texts.Select(isMissing)]);

    /// <summary>The place among the texts of the column of one of <see cref="Values"/>.</summary>
    public int IndexOf(int value) => _indices[value];

    /// <summary>The most frequent texts, the first of equally frequent ones first.</summary>
    public IEnumerable<string> Frequent(int count) =>
        Enumerable.Range(0, Values.Length).OrderByDescending(i => Counts[i]).Take(count).Select(i => Values[i]);

    /// <summary>Returns texts and their numbers of cells as a sentence shows them: <c>"NA" in 3 cells</c>.</summary>
    public static string Describe(IEnumerable<(string Text, int Count)> texts) =>
        string.Join(
            ", ",
            texts.Select(one => FormattableString.Invariant($"\"{one.Text}\" in {one.Count:N0} cell{(one.Count == 1 ? "" : "s")}"))
        );
}
