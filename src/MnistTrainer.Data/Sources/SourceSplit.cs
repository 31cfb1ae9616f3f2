using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>One split of a source: how to load it, and how to find out without a full read whether it has labels.</summary>
internal sealed record SourceSplit(Func<LoadOptions, CancellationToken, Dataset> Load, Func<LoadOptions, bool> HasLabels)
{
    /// <summary>An IDX image file. It counts as labeled even without a label file, so that a missing one is reported as an error.</summary>
    public static SourceSplit Idx(DataFile file) => new((options, cancellation) => IdxLoader.Load(file, options, cancellation), _ => true);

    /// <summary>A table of pixels, or of the names of images beside it.</summary>
    public static SourceSplit Csv(DataFile file) =>
        new(
            (options, cancellation) =>
                NamesTable.Find(file, cancellation) is { } names
                    ? FolderLoader.Load(file.Name, names.List(options, cancellation), options, cancellation)
                    : CsvLoader.Load(file, options, cancellation),
            options => NamesTable.Find(file, CancellationToken.None)?.HasLabels ?? CsvLoader.HasLabels(file, options)
        );

    /// <summary>Images of a folder.</summary>
    /// <param name="list">Lists them.</param>
    public static SourceSplit Images(Func<ImageListing> list)
    {
        Lazy<ImageListing> listing = new(list);
        return new(
            (options, cancellation) => FolderLoader.Load(listing.Value.Place, listing.Value, options, cancellation),
            _ => listing.Value.Labels is not null
        );
    }

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
