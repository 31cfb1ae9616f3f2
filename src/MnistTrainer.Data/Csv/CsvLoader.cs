using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Loads a table with one image per row: CSV in any dialect, and ARFF, LIBSVM and JSON. Its dialect (delimiter, encoding, line endings, gzip),
/// the roles of its columns and the range of its pixels are detected and reported in <see cref="Dataset.Findings"/>.
/// </summary>
public static class CsvLoader
{
    /// <summary>Loads all rows.</summary>
    /// <param name="path">A text file, plain or gzipped, with any extension.</param>
    /// <param name="options">Load options. Default: <see cref="LoadOptions.Default"/>.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <returns>
    /// The images, light on dark and upright, with pixels scaled to 0..255. Classes are in numerical order if all are integers, otherwise in
    /// ordinal order.
    /// </returns>
    /// <exception cref="InvalidInputException">The file is not such a table; the message names the line and column.</exception>
    public static Dataset Load(string path, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Load(DataFile.OnDisk(path, cancellation), options ?? LoadOptions.Default, cancellation);
    }

    /// <summary>Loads all rows of a file, wherever it is.</summary>
    /// <exception cref="InvalidInputException">The file is not such a table; the message names the line and column.</exception>
    internal static Dataset Load(DataFile file, LoadOptions options, CancellationToken cancellation)
    {
        var table = TableFile.Open(file, options, cancellation, out TextScan scan);
        return Load(file.Name, table, scan, cancellation);
    }

    /// <summary>Loads all rows of a table.</summary>
    /// <exception cref="InvalidInputException">It is not a table of images; the message names the line and column.</exception>
    internal static Dataset Load(string name, TableFile table, TextScan scan, CancellationToken cancellation)
    {
        var sample = CsvSample.Read(table, table.Options.HasHeader);
        CsvLayout layout = new CsvLayoutFinder(table, sample).Find();
        PixelScale? measured = UnusualRange.IsUnusual(sample, layout, table.Dialect.HasDecimalComma)
            ? new UnusualRange(table, layout).Measure(cancellation)
            : null;
        CsvPixelReader reader = new(table, layout, scan);
        Samples<byte> samples = reader.Read(measured, table.Options.Progress, cancellation, out PixelScale scale);
        if (table.Options.InColor && samples.Shape.Channels == 1)
            samples = ColorChannels.OfGray(samples);
        (samples, string[] turned) = ImageOrientation.Restore(samples, name);
        List<string> findings =
        [
            $"format: {table.Format?.Name ?? "CSV"}",
            .. table.Dialect.Findings,
            .. table.Format?.Findings ?? [],
            .. sample.Findings,
            .. reader.RepeatedHeaders.Take(1).Select(line => RepeatedHeader(line, reader.RepeatedHeaders.Count)),
            .. reader.Comments == 0 ? [] : (string[])[Commented(reader.Comments)],
            .. layout.Findings,
            scale.Describe(reader.LargestPixel),
            .. turned,
            .. reader.Notes,
        ];
        if (samples.HasLabels)
            findings.Add($"classes: {samples.ClassNames.Count}");
        return new Dataset(name, samples, findings)
        {
            Ids = layout.Id is int id ? new RowIds(layout.Header![id], reader.Ids) : null,
            UndecidedColumns = layout.Undecided,
            Notes = reader.Notes,
        };
    }

    /// <summary>Whether a table has a label column, judging by its first rows.</summary>
    /// <exception cref="InvalidInputException">The file is not such a table.</exception>
    internal static bool HasLabels(DataFile file, LoadOptions options) =>
        HasLabels(TableFile.Open(file, options with { LabelsRequired = false }));

    /// <inheritdoc cref="HasLabels(DataFile, LoadOptions)"/>
    internal static bool HasLabels(TableFile table) =>
        new CsvLayoutFinder(table, CsvSample.Read(table, table.Options.HasHeader)).Find().HasLabels;

    private static string Commented(int count) =>
        $"comments: behind the cells of {count} line{(count == 1 ? "" : "s")}, from # on; not read";

    private static string RepeatedHeader(long line, int count) =>
        $"header: repeated at line {line}{(count > 1 ? $" and {count - 1} more" : "")}, skipped";
}
