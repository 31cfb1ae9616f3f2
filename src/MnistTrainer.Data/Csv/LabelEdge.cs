using System.Text;

namespace MnistTrainer.Data;

/// <summary>Tells which of two columns is the label where no name says so: the first or the last beside the pixels.</summary>
internal static class LabelEdge
{
    /// <summary>The label's column, from the rows of the sample if they leave no doubt and else from all rows.</summary>
    public static int Find(string path, CsvDialect dialect, CsvSample sample, int first, int last)
    {
        ColumnProfile a = ColumnProfile.Of(sample.Column(first), dialect.HasDecimalComma);
        ColumnProfile b = ColumnProfile.Of(sample.Column(last), dialect.HasDecimalComma);
        if (!sample.IsWholeTable && !IsClear(a, b))
            (a, b) = ProfileAllRows(path, dialect, sample, first, last);
        return IsLabel(a, b) ? first : last;
    }

    /// <summary>Whether the first of two columns is the label rather than the second.</summary>
    private static bool IsLabel(ColumnProfile first, ColumnProfile last)
    {
        if (first.IsText != last.IsText)
            return first.IsText;
        if (first.CouldBeLabel != last.CouldBeLabel)
            return first.CouldBeLabel;
        if (first.IsBackground != last.IsBackground)
            return last.IsBackground;
        // Two columns that vary: a pixel takes more values than there are classes.
        if (!first.IsBackground)
            return first.Distinct <= last.Distinct;
        // Two that hardly do: a corner is black or white, and varies least.
        return first.IsBlackOrWhite == last.IsBlackOrWhite ? first.ModeShare <= last.ModeShare : last.IsBlackOrWhite;
    }

    // A table sorted by its labels starts with hundreds of the same one, as constant as a corner.
    private static bool IsClear(ColumnProfile a, ColumnProfile b) =>
        a.IsText != b.IsText
        || a.CouldBeLabel != b.CouldBeLabel
        || (a.IsBackground && !b.IsBackground && b.HasDenseClasses)
        || (b.IsBackground && !a.IsBackground && a.HasDenseClasses);

    private static (ColumnProfile First, ColumnProfile Last) ProfileAllRows(
        string path,
        CsvDialect dialect,
        CsvSample sample,
        int first,
        int last
    )
    {
        ColumnProfile a = new(dialect.HasDecimalComma),
            b = new(dialect.HasDecimalComma);
        using CsvRecords records = CsvRecords.Open(path, dialect);
        bool inHeader = sample.Header is not null;
        while (records.Read())
        {
            // Rows of another length are rejected when the table is read.
            if (!inHeader && records.HasColumns(sample.Columns))
            {
                a.Add(Encoding.UTF8.GetString(records.Cell(first)));
                b.Add(Encoding.UTF8.GetString(records.Cell(last)));
            }

            inHeader = false;
        }

        return (a, b);
    }
}
