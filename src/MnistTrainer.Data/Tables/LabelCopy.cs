namespace MnistTrainer.Data;

/// <summary>Finds columns that say the same as the label: a copy, a code of its classes, or the same quantity in another unit. They are reported and trained on.</summary>
/// <param name="labels">The label as text.</param>
/// <param name="label">How it is read.</param>
internal sealed class LabelCopy(TextColumn labels, ColumnReport label)
{
    // Fewer rows may agree by chance.
    private const int FewestRows = 20;

    private const string SameQuantity = "the label in the same or another unit";

    /// <summary>Adds to the report of a column that it is a copy.</summary>
    /// <param name="report">How the column is read.</param>
    /// <param name="column">The column as text.</param>
    public ColumnReport Check(ColumnReport report, TextColumn column)
    {
        string copy =
            report.Column.Kind is not (ColumnKind.Number or ColumnKind.Category) || labels.Count - label.Missing < FewestRows ? ""
            : label.Column.Kind != ColumnKind.Number
                ? AreCodes(column) ? "one value for each class"
                    : ""
            : report.Column.Kind == ColumnKind.Number && AreProportional(report, column) ? SameQuantity
            : "";
        return copy.Length == 0 ? report : Describe(report, copy);
    }

    /// <summary>Adds to the report of a column of numbers that it is the same quantity as the label.</summary>
    public static ColumnReport OfSameQuantity(ColumnReport report) => Describe(report, SameQuantity);

    private static ColumnReport Describe(ColumnReport report, string copy) =>
        report with
        {
            Reason = TextReport.Joined(report.Reason, $"{copy}, perhaps a copy"),
            Option = nameof(TableOptions.IgnoredColumns),
        };

    private bool AreCodes(TextColumn column)
    {
        if (column.Tally is ColumnTally tally)
            return tally.IsCode;
        HashSet<string> classes = new(label.Column.Categories, StringComparer.Ordinal);
        Dictionary<int, int> codes = [];
        Dictionary<int, int> decoded = [];
        for (int row = 0; row < labels.Count; row++)
        {
            if (!classes.Contains(labels[row]))
                continue;
            (int code, int one) = (column.Cells[row], labels.Cells[row]);
            codes.TryAdd(one, code);
            decoded.TryAdd(code, one);
            if (codes[one] != code || decoded[code] != one)
                return false;
        }

        return true;
    }

    // All rows are on the line through those of the smallest and the largest label.
    private bool AreProportional(ColumnReport report, TextColumn column)
    {
        // Of rows that are not in memory, when they are encoded.
        if (column.Tally is not null)
            return false;
        double[] given = NumbersOf(column, report.Column);
        double[] wanted = NumbersOf(labels, label.Column);
        (double X, double Y)[] rows =
        [
            .. Enumerable
                .Range(0, labels.Count)
                .Select(row => (X: given[column.Cells[row]], Y: wanted[labels.Cells[row]]))
                .Where(row => double.IsFinite(row.Y)),
        ];
        (double X, double Y) first = rows.MinBy(row => row.Y);
        (double X, double Y) last = rows.MaxBy(row => row.Y);
        double slope = (last.Y - first.Y) / (last.X - first.X);
        return double.IsFinite(slope) && Array.TrueForAll(rows, row => LabelLine.IsOn(first, slope, last.Y - first.Y, row));
    }

    // Less their median, if that is how they are read: the rounding of large numbers is larger than they differ.
    private static double[] NumbersOf(TextColumn texts, SchemaColumn column) =>
        Array.ConvertAll([.. texts.Texts], text => column.Format.ValueOf(text) - column.Origin);
}
