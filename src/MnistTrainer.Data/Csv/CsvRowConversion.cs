namespace MnistTrainer.Data;

/// <summary>The conversion of a table of pixels, read as <see cref="CsvLoader"/> reads it.</summary>
/// <param name="files">The table, or the parts of it.</param>
/// <param name="known">The table, where it is converted from another format, one part at a time; otherwise null.</param>
/// <param name="rows">The number of its rows; null where it is found by reading.</param>
internal sealed class CsvRowConversion(IReadOnlyList<DataFile> files, TableFile? known = null, TextScan? rows = null)
    : RowConversion(files[0].Path)
{
    private const string Expected = "a table of pixels from 0 to 255, 0 to 16 or 0 to 1, all columns there";

    protected override IEnumerable<DataFile> Files => files;

    protected override void Write(string source, LoadOptions options, CancellationToken cancellation)
    {
        DataFile file = files[0];
        (TableFile table, TextScan scan) = known is null ? Open(options, cancellation) : (known, rows!);
        if (known is null && table.Format is not null)
            throw Rejected("a table as CSV, whose rows are read one by one", table.Format.Name, "Convert it to CSV");
        var sample = CsvSample.Read(table, table.Options.HasHeader);
        CsvLayout layout = new CsvLayoutFinder(table, sample).Find();
        if (layout.Places is not null)
            throw Rejected(Expected, "a table from which columns were dropped", "Write the dropped columns, which are 0, as well");
        if (UnusualRange.IsUnusual(sample, layout, table.Dialect.HasDecimalComma))
            throw Rejected(Expected, "pixels in another range", "Rescale the pixels");
        if (options.InColor && layout.Shape.Channels == 1)
            throw Rejected("images in color", "gray ones", "Read them as gray images");
        string[] notes = [];
        Write(
            layout.Shape,
            IsTransposed(file, layout.Shape),
            scan.MaximumRows(layout.Columns, layout.EmptyIsZero),
            source,
            rows =>
            {
                CsvPixelReader reader = new(table, layout, scan, rows);
                (string[] names, int[] classes) = reader.ReadIntoFile(known: null, options.Progress, cancellation);
                notes = [.. reader.Notes];
                rows.Finish(file.Path, names, classes, notes);
            }
        );
    }

    private (TableFile Table, TextScan Scan) Open(LoadOptions options, CancellationToken cancellation)
    {
        var table = TableFile.Open(files[0], options, cancellation, out TextScan scan);
        return (table, scan);
    }
}
