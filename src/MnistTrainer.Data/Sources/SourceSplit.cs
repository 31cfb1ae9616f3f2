using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>One split of a source: how to load it, and how to find out without a full read whether it has labels.</summary>
internal sealed record SourceSplit(Func<LoadOptions, CancellationToken, Dataset> Load, Func<LoadOptions, bool> HasLabels)
{
    /// <summary>An IDX image file. It counts as labeled even without a label file, so that a missing one is reported as an error.</summary>
    public static SourceSplit Idx(string path) => new((options, cancellation) => IdxLoader.Load(path, options, cancellation), _ => true);

    /// <summary>A table.</summary>
    public static SourceSplit Csv(string path) =>
        new((options, cancellation) => CsvLoader.Load(path, options, cancellation), options => CsvLoader.HasLabels(path, options));

    /// <summary>A folder of images.</summary>
    public static SourceSplit Images(string path) =>
        new((options, cancellation) => FolderLoader.Load(path, options, cancellation), _ => ImageListing.Of(path).Labels is not null);

    /// <summary>A file specified as a source: an IDX file if its first bytes say so, otherwise a table.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read or is a single image.</exception>
    public static SourceSplit OfFile(string path)
    {
        if (CsvHeader.IsImagePath(path))
        {
            throw new InvalidInputException(
                path,
                "a set of images",
                "a single image",
                "Specify a folder of images, or recognize this image with: mnist predict IMAGE"
            );
        }

        // No text starts with two zero bytes.
        return ReadStart(path) is [0, 0, not 0, _] ? Idx(path) : Csv(path);
    }

    private static byte[] ReadStart(string path)
    {
        using InputFile file = InputFile.Open(path);
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
