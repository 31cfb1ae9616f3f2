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
        (TableFile? table, ParquetImages? images) = Open(shards, options);
        Dataset data = table is null
            ? FolderLoader.Load(name, images!.List(cancellation), options, cancellation)
            : CsvLoader.Load(name, table, TextScan.Known(table.Format!.Rows!.Value), cancellation);
        return shards.Files.Count == 1 ? data : data with { Findings = [.. data.Findings, $"files: {shards.Files.Count}"] };
    }

    /// <summary>Whether there are labels, judging by the columns and the first rows.</summary>
    /// <exception cref="InvalidInputException">A file is damaged, or holds no images.</exception>
    public static bool HasLabels(ParquetShards shards, LoadOptions options)
    {
        (TableFile? table, ParquetImages? images) = Open(shards, options with { LabelsRequired = false });
        return table is null ? images!.HasLabels() : CsvLoader.HasLabels(table);
    }

    /// <summary>Whether the files hold images in bytes.</summary>
    /// <exception cref="InvalidInputException">A file is damaged, or holds no images.</exception>
    public static bool HoldsImages(ParquetShards shards) =>
        Open(shards, LoadOptions.Default with { LabelsRequired = false }).Images is not null;

    /// <summary>The conversion to a file of rows, with a group of rows in memory at a time.</summary>
    /// <exception cref="InvalidInputException">A file is damaged, holds no images, or has a group of rows that does not fit into the memory.</exception>
    public static RowConversion ToRows(ParquetShards shards, LoadOptions options, CancellationToken cancellation)
    {
        (TableFile? table, ParquetImages? images) = Open(shards, options);
        return table is null
            ? new FolderRowConversion(images!.List(cancellation, options.ConversionMemory ?? long.MaxValue), shards.Files)
            : new CsvRowConversion(shards.Files, table, TextScan.Known(table.Format!.Rows!.Value));
    }

    private static (TableFile? Table, ParquetImages? Images) Open(ParquetShards shards, LoadOptions options)
    {
        using var first = ParquetFile.Open(shards.Files[0]);
        ParquetLayout layout = ParquetLayout.Of(first);
        if (options.ConversionMemory is long memory && layout.Image is not null && first.Groups > 0)
            first.CheckGroup(0, [layout.Image], memory);
        if (layout.Image is { } image && ParquetImages.AreFiles(first, image))
            return (null, new ParquetImages(shards, ParquetImages.FindLabel(first.Path, layout, options)));
        if (layout.Image is null && layout.Cells.Count == 0)
        {
            throw new InvalidInputException(
                first.Path,
                "a column of images, or one for each pixel",
                first.Fields.Count == 0 ? "no columns" : $"columns that are neither: {string.Join(", ", layout.LeftOut.Take(5))}",
                "Specify a file of images"
            );
        }

        return (TableFile.Of(shards.Files[0], ParquetTable.Of(shards, first, layout, options.ConversionMemory), options), null);
    }
}
