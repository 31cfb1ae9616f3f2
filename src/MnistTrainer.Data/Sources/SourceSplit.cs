using MnistTrainer.NeuralNetwork;

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

    /// <summary>A file specified as a source: an IDX file if its first bytes say so, otherwise a table.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read or is a single image.</exception>
    public static SourceSplit OfFile(DataFile file)
    {
        if (CsvHeader.IsImagePath(file.Name))
        {
            throw new InvalidInputException(
                file.Path,
                "a set of images",
                "a single image",
                "Specify a folder of images, or recognize this image with: mnist predict IMAGE"
            );
        }

        // No text starts with two zero bytes.
        return ReadStart(file) is [0, 0, not 0, _] ? Idx(file) : Csv(file);
    }

    private static byte[] ReadStart(DataFile source)
    {
        using InputFile file = InputFile.Open(source);
        try
        {
            byte[] start = new byte[4];
            file.Content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return start;
        }
        catch (InvalidDataException e)
        {
            throw file.Damaged(e);
        }
    }
}
