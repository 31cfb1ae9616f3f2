namespace MnistTrainer.Data;

/// <summary>One split of a source: how to load it, and how to find out without a full read whether it has labels.</summary>
internal sealed record SourceSplit(Func<LoadOptions, CancellationToken, Dataset> Load, Func<LoadOptions, bool> HasLabels)
{
    /// <summary>An IDX image file. It counts as labeled even without a label file, so that a missing one is reported as an error.</summary>
    public static SourceSplit Idx(DataFile file) => new((options, cancellation) => IdxLoader.Load(file, options, cancellation), _ => true);

    /// <summary>A table.</summary>
    public static SourceSplit Csv(DataFile file) =>
        new((options, cancellation) => CsvLoader.Load(file, options, cancellation), options => CsvLoader.HasLabels(file, options));

    /// <summary>A folder of images.</summary>
    public static SourceSplit Images(DataFolder folder) =>
        new((options, cancellation) => FolderLoader.Load(folder, options, cancellation), _ => ImageListing.Of(folder).Labels is not null);

    /// <summary>An array of images. It counts as labeled even without labels, so that missing ones are reported as an error.</summary>
    public static SourceSplit Arrays(ArrayPair arrays) => new(arrays.Load, options => arrays.Labels is not null || options.LabelsRequired);
}
