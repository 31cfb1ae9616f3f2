using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Loads a table with one image per row. Its dialect (delimiter, encoding, line endings, gzip), the roles of its columns and the range of
/// its pixels are detected and reported in <see cref="Dataset.Findings"/>.
/// </summary>
public static class CsvLoader
{
    /// <summary>Loads all rows.</summary>
    /// <param name="path">A text file in UTF-8 or UTF-16, plain or gzipped, with any extension.</param>
    /// <param name="options">Load options. Default: <see cref="LoadOptions.Default"/>.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <returns>
    /// The images, with pixels scaled to 0..255. Classes are in numerical order if all are integers, otherwise in ordinal order.
    /// </returns>
    /// <exception cref="InvalidInputException">The file is not such a table; the message names the line and column.</exception>
    public static Dataset Load(string path, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Load(DataFile.OnDisk(path), options ?? LoadOptions.Default, cancellation);
    }

    /// <summary>Loads all rows of a file, wherever it is.</summary>
    /// <exception cref="InvalidInputException">The file is not such a table; the message names the line and column.</exception>
    internal static Dataset Load(DataFile file, LoadOptions options, CancellationToken cancellation)
    {
        (CsvDialect dialect, CsvLayout layout) = Inspect(file, options);
        CsvPixelReader reader = new(file, dialect, layout, CsvSize.Count(file, cancellation));
        Samples<byte> samples = reader.Read(options.Progress, cancellation, out PixelScale scale);
        List<string> findings = ["format: CSV", .. dialect.Findings, .. layout.Findings, scale.ToString()];
        if (samples.HasLabels)
            findings.Add($"classes: {samples.ClassNames.Count}");
        return new Dataset(file.Name, samples, findings);
    }

    /// <summary>Whether a table has a label column, judging by its first rows.</summary>
    /// <exception cref="InvalidInputException">The file is not such a table.</exception>
    internal static bool HasLabels(DataFile file, LoadOptions options) =>
        Inspect(file, options with { LabelsRequired = false }).Layout.Label is not null;

    private static (CsvDialect Dialect, CsvLayout Layout) Inspect(DataFile file, LoadOptions options)
    {
        CsvDialect dialect = CsvDialect.Detect(file);
        CsvSample sample = CsvSample.Read(file, dialect);
        return (dialect, new CsvLayoutFinder(file, dialect, sample, options).Find());
    }
}
