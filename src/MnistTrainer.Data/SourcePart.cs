using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>One part of a source: what reads it, and whether it has labels, which is told without reading it whole.</summary>
internal sealed record SourcePart(Func<LoadOptions, CancellationToken, Dataset> Load, Func<LoadOptions, bool> HasLabels)
{
    /// <summary>An IDX image file. Its labels are not optional: their absence is a fault to be told.</summary>
    public static SourcePart Idx(string path) => new((options, cancellation) => IdxLoader.Load(path, options, cancellation), _ => true);

    /// <summary>A table.</summary>
    public static SourcePart Csv(string path) =>
        new((options, cancellation) => CsvLoader.Load(path, options, cancellation), options => CsvLoader.HasLabels(path, options));

    /// <summary>A folder of images.</summary>
    public static SourcePart Images(string path) =>
        new((options, cancellation) => FolderLoader.Load(path, options, cancellation), _ => ImageListing.Of(path).Labels is not null);

    /// <summary>A file given as a source: by its first bytes an IDX file, an image or else a table.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read or is a single image.</exception>
    public static SourcePart OfFile(string path)
    {
        if (CsvHeader.IsImagePath(path))
        {
            throw new InvalidInputException(
                path,
                "a set of images",
                "a single one",
                "Give the folder of images, or recognize this one with: mnist predict IMAGE"
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
