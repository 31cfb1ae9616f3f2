namespace MnistTrainer.Data;

/// <summary>One split of a source: how to load it, and how to find out without a full read whether it has labels.</summary>
internal sealed record SourceSplit(Func<LoadOptions, CancellationToken, Dataset> Load, Func<LoadOptions, bool> HasLabels)
{
    private const string SkippedColumns = "columns that are no pixels";

    /// <summary>What <see cref="LoadOptions"/> specify in vain, in words; of a table, nothing.</summary>
    public Func<LoadOptions, IEnumerable<string>> Ignored { get; private init; } = _ => [];

    /// <summary>Its conversion to a file of rows; null for a format that is not converted.</summary>
    public Func<LoadOptions, CancellationToken, RowConversion?> ToRows { get; private init; } = (_, _) => null;

    /// <summary>An IDX image file. It counts as labeled even without a label file, so that a missing one is reported as an error.</summary>
    public static SourceSplit Idx(DataFile file) =>
        new((options, cancellation) => IdxLoader.Load(file, options, cancellation), _ => true)
        {
            Ignored = OfTables,
            ToRows = (_, _) => new IdxRowConversion(file),
        };

    /// <summary>A table of pixels, or of the names of images beside it.</summary>
    public static SourceSplit Csv(DataFile file) =>
        new(
            (options, cancellation) =>
                NamesTable.Find(file, cancellation) is { } names
                    ? FolderLoader.Load(file.Name, names.List(options, cancellation), options, cancellation)
                    : CsvLoader.Load(file, options, cancellation),
            options => NamesTable.Find(file, CancellationToken.None)?.HasLabels(options) ?? CsvLoader.HasLabels(file, options)
        )
        {
            Ignored = options => OfPixels(options, () => NamesTable.Find(file, CancellationToken.None) is not null),
            ToRows = (options, cancellation) =>
                NamesTable.Find(file, cancellation) is { } names
                    ? new FolderRowConversion(names.List(options, cancellation))
                    : new CsvRowConversion([file]),
        };

    /// <summary>A table of pixels and one of their labels.</summary>
    public static SourceSplit Tables(TablePair tables) => new(tables.Load, _ => true);

    /// <summary>Images of a folder.</summary>
    /// <param name="list">Lists them.</param>
    public static SourceSplit Images(Func<ImageListing> list)
    {
        Lazy<ImageListing> listing = new(list);
        return new(
            (options, cancellation) => FolderLoader.Load(listing.Value.Place, listing.Value, options, cancellation),
            _ => listing.Value.Labels is not null
        )
        {
            Ignored = OfTables,
            ToRows = (_, _) => new FolderRowConversion(listing.Value),
        };
    }

    /// <summary>An array of images. It counts as labeled even without labels, so that missing ones are reported as an error.</summary>
    public static SourceSplit Arrays(ArrayPair arrays) =>
        new(arrays.Load, options => arrays.Labels is not null || options.LabelsRequired) { Ignored = OfTables };

    /// <summary>An array of images for each class.</summary>
    public static SourceSplit ArrayOfEachClass(ArrayClasses arrays) => new(arrays.Load, _ => true) { Ignored = OfTables };

    /// <summary>Parquet files.</summary>
    public static SourceSplit Parquet(ParquetShards shards) =>
        new(
            (options, cancellation) => ParquetLoader.Load(shards, options, cancellation),
            options => ParquetLoader.HasLabels(shards, options)
        )
        {
            Ignored = options => [.. OfPixels(options, () => ParquetLoader.HoldsImages(shards)), .. OfText(options)],
            ToRows = (options, cancellation) => ParquetLoader.ToRows(shards, options, cancellation),
        };

    /// <summary>Handwritten digits as strokes or bitmaps, which always have labels.</summary>
    public static SourceSplit Handwriting(Func<LoadOptions, CancellationToken, Dataset> load) =>
        new(load, _ => true) { Ignored = OfTables };

    /// <summary>Adds a note to what is loaded.</summary>
    public SourceSplit WithNote(string note) =>
        this with
        {
            Load = (options, cancellation) =>
            {
                Dataset data = Load(options, cancellation);
                return data with { Findings = [.. data.Findings, note], Notes = [.. data.Notes, note] };
            },
        };

    // Where images are files, no column holds pixels.
    private static IEnumerable<string> OfPixels(LoadOptions options, Func<bool> areFiles) =>
        options.SkippedColumns.Length > 0 && areFiles() ? [SkippedColumns] : [];

    private static IEnumerable<string> OfText(LoadOptions options)
    {
        if (options.HasHeader is not null)
            yield return "whether there is a header";
        if (options.Encoding is not null)
            yield return "the encoding";
    }

    private static IEnumerable<string> OfTables(LoadOptions options)
    {
        if (options.LabelColumn is not null)
            yield return "the label column";
        if (options.SkippedColumns.Length > 0)
            yield return SkippedColumns;
        foreach (string one in OfText(options))
            yield return one;
    }
}
