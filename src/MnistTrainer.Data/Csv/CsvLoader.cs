using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Loads a table with one image a row. How it is spelled (delimiter, encoding, line ends, gzip), which columns are what and how pixels
/// are scaled is found in it and told in <see cref="Dataset.Findings"/>.
/// </summary>
public static class CsvLoader
{
    /// <summary>Loads every row.</summary>
    /// <param name="path">Text in UTF-8 or UTF-16, plain or gzipped, of any extension.</param>
    /// <param name="options">The shape of an image where it is known, whether labels must be there, and who is told of progress.</param>
    /// <param name="cancellation">Stops the loading.</param>
    /// <returns>
    /// Pixels scaled to 0..255. Classes are in numerical order where all are whole numbers, else in order of their characters' codes.
    /// </returns>
    /// <exception cref="InvalidInputException">The file is no such table; the message names line and column.</exception>
    public static Dataset Load(string path, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= LoadOptions.Default;
        (CsvDialect dialect, CsvLayout layout) = Inspect(path, options);
        CsvPixelReader reader = new(path, dialect, layout, CsvSize.Count(path, cancellation));
        Samples<byte> samples = reader.Read(options.Progress, cancellation, out PixelScale scale);
        List<string> findings = ["format: CSV", .. dialect.Findings, .. layout.Findings, scale.ToString()];
        if (samples.HasLabels)
            findings.Add($"classes: {samples.ClassNames.Count}");
        return new Dataset(Path.GetFileName(path), samples, findings);
    }

    /// <summary>Whether a table has a column of labels, told from its first rows.</summary>
    /// <exception cref="InvalidInputException">The file is no such table.</exception>
    public static bool HasLabels(string path, LoadOptions options) =>
        Inspect(path, options with { LabelsRequired = false }).Layout.Label is not null;

    private static (CsvDialect Dialect, CsvLayout Layout) Inspect(string path, LoadOptions options)
    {
        CsvDialect dialect = CsvDialect.Detect(path);
        CsvSample sample = CsvSample.Read(path, dialect);
        return (dialect, new CsvLayoutFinder(path, dialect, sample, options).Find());
    }
}
