namespace MnistTrainer.Data;

/// <summary>Decides which of the two outer columns is the label if no column name identifies it.</summary>
internal static class LabelColumnDetector
{
    // Below this, the corners of images are not all blank, and tables may be examples.
    private const int ManyColumns = 100;
    private const int FewRows = 10;

    /// <summary>Returns the label column, judging by the sample if it is conclusive and by all rows otherwise.</summary>
    /// <returns>The column; null where beside hundreds of pixels, it hardly varies, as a corner of images does.</returns>
    public static int? Find(TableFile table, CsvSample sample, int first, int last)
    {
        ColumnProfile a = ColumnProfile.Of(sample.Column(first), table.Dialect.HasDecimalComma);
        ColumnProfile b = ColumnProfile.Of(sample.Column(last), table.Dialect.HasDecimalComma);
        bool isLarge = sample.Columns > ManyColumns && (sample.Rows.Count > FewRows || !sample.IsWholeTable);
        if (!sample.IsWholeTable && (!IsConclusive(a, b) || (isLarge && HardlyVaries(IsLabel(a, b) ? a : b))))
            (a, b) = ProfileAllRows(table, sample, first, last);
        bool isFirst = IsLabel(a, b);
        return isLarge && HardlyVaries(isFirst ? a : b) ? null
            : isFirst ? first
            : last;
    }

    private static bool HardlyVaries(ColumnProfile column) => !column.IsText && column.ModeShare >= ColumnProfile.NearlyAll;

    /// <summary>Whether the first column rather than the last is the label.</summary>
    private static bool IsLabel(ColumnProfile first, ColumnProfile last)
    {
        if (first.IsText != last.IsText)
            return first.IsText;
        if (first.CouldBeLabel != last.CouldBeLabel)
            return first.CouldBeLabel;
        if (first.IsBackground != last.IsBackground)
            return last.IsBackground;
        // Both vary: a pixel has more distinct values than there are classes.
        if (!first.IsBackground)
            return first.Distinct <= last.Distinct;
        // Both hardly vary: a corner pixel is black or white, and varies least.
        return first.IsBlackOrWhite == last.IsBlackOrWhite ? first.ModeShare <= last.ModeShare : last.IsBlackOrWhite;
    }

    // A table sorted by label starts with hundreds of identical labels, as constant as a corner pixel.
    private static bool IsConclusive(ColumnProfile a, ColumnProfile b) =>
        a.IsText != b.IsText
        || a.CouldBeLabel != b.CouldBeLabel
        || (a.IsBackground && !b.IsBackground && b.HasDenseClasses)
        || (b.IsBackground && !a.IsBackground && a.HasDenseClasses);

    private static (ColumnProfile First, ColumnProfile Last) ProfileAllRows(TableFile table, CsvSample sample, int first, int last)
    {
        ColumnProfile a = new(table.Dialect.HasDecimalComma),
            b = new(table.Dialect.HasDecimalComma);
        using CsvRecords records = CsvRecords.Open(table);
        records.Skip(sample.LeadingRecords);
        while (records.Read())
        {
            // Rows of a different length are rejected when the table is read.
            if (records.HasColumns(sample.Columns))
            {
                a.Add(Cell(first));
                b.Add(Cell(last));
            }
        }

        return (a, b);

        string Cell(int column) =>
            records.Text(column) is { Length: > 0 } cell ? cell
            : sample.EmptyIsZero ? "0"
            : "";
    }
}
