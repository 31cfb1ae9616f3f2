using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Loads Parquet files: images in bytes as those of a folder, anything else as a table.</summary>
internal static class ParquetLoader
{
    /// <summary>Loads all rows.</summary>
    /// <param name="shards">The files.</param>
    /// <param name="options">Load options.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <exception cref="InvalidInputException">A file is damaged, or holds no images.</exception>
    public static Dataset Load(ParquetShards shards, LoadOptions options, CancellationToken cancellation)
    {
        string name = shards.Files[0].Name;
        (TableFile? table, ImageListing? listing) = Read(shards, options, cancellation);
        Dataset data = table is null
            ? FolderLoader.Load(name, listing!, options, cancellation)
            : CsvLoader.Load(name, table, TextScan.Known(table.Format!.Rows!.Value), cancellation);
        return shards.Files.Count == 1 ? data : data with { Findings = [.. data.Findings, $"files: {shards.Files.Count}"] };
    }

    /// <summary>Whether there are labels, judging by the columns and the first rows.</summary>
    /// <exception cref="InvalidInputException">A file is damaged, or holds no images.</exception>
    public static bool HasLabels(ParquetShards shards, LoadOptions options)
    {
        (TableFile? table, ImageListing? listing) = Read(shards, options with { LabelsRequired = false }, CancellationToken.None);
        return listing?.Labels is not null || (table is not null && CsvLoader.HasLabels(table));
    }

    private static (TableFile? Table, ImageListing? Images) Read(ParquetShards shards, LoadOptions options, CancellationToken cancellation)
    {
        using var first = ParquetFile.Open(shards.Files[0]);
        ParquetLayout layout = ParquetLayout.Of(first);
        if (layout.Image is { } image && ParquetImages.AreFiles(first, image))
            return (null, new ParquetImages(shards, ParquetImages.FindLabel(first.Path, layout, options)).List(cancellation));
        if (layout.Image is null && layout.Cells.Count == 0)
        {
            throw new InvalidInputException(
                first.Path,
                "a column of images, or one for each pixel",
                first.Fields.Count == 0 ? "no columns" : $"columns that are neither: {string.Join(", ", layout.LeftOut.Take(5))}",
                "Specify a file of images"
            );
        }

        return (TableFile.Of(shards.Files[0], ParquetTable.Of(shards, first, layout), options), null);
    }
}
