using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Loads a folder of images: one subfolder per class, or the label at the start or the end of each file name. Images of one common size
/// up to 128x128 are used at that size, as light on dark; otherwise each is framed as a digit of 28x28. In color, images are not inverted, and
/// those of other sizes resized to 32x32.
/// </summary>
public static class FolderLoader
{
    /// <summary>Loads all images, folder by folder, in the order of their names, in which numbers count as numbers.</summary>
    /// <param name="folder">
    /// A folder of PNG, JPEG, BMP, GIF, WebP, TIFF, PNM or TGA images; of one with parts for training and testing, the training part. The classes may be
    /// further inside. Hidden and other files are skipped and reported.
    /// </param>
    /// <param name="options">Load options. Default: <see cref="LoadOptions.Default"/>.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <exception cref="InvalidInputException">
    /// The folder does not exist, contains no images, no labels or only one class, or an image cannot be read.
    /// </exception>
    public static Dataset Load(string folder, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
            throw new InvalidInputException(
                folder,
                "a folder of images",
                File.Exists(folder) ? "a file" : "no such folder",
                "Check the path"
            );
        var opened = DataFolder.OnDisk(folder, cancellation);
        var layout = FolderLayout.Of(opened.Path, FolderTree.List(opened, cancellation));
        ImageListing? listing = layout.Find(DataSplit.Train) ?? layout.Find(DataSplit.Test);
        return Load(opened.Name, listing!, options ?? LoadOptions.Default, cancellation);
    }

    /// <summary>Loads all images of a listing, wherever they are.</summary>
    /// <exception cref="InvalidInputException">There are no labels or only one class, or an image cannot be read.</exception>
    internal static Dataset Load(string name, ImageListing listing, LoadOptions options, CancellationToken cancellation)
    {
        listing = listing.WithClasses();
        listing.CheckLabels(options);
        ImageReader reader = new(listing, options, cancellation);
        byte[] pixels = reader.Read(out ImageListing read);
        if (read != listing)
            read.CheckLabels(options);
        string[] classes = read.Classes;
        Dictionary<string, int> indices = classes.Index().ToDictionary(one => one.Item, one => one.Index, StringComparer.Ordinal);
        int[]? labels = read.Labels is null ? null : [.. read.Labels.Select(label => indices[label])];
        List<string> findings = [$"format: {listing.Format}, {read.Files.Count} images of {reader.Shape}", .. read.Findings];
        if (reader.AreResized)
        {
            string size = options.Shape is null
                ? $"mixed or above {ImageReader.LargestSide}x{ImageReader.LargestSide}"
                : $"not always {reader.Shape}";
            string change = options.InColor ? "resized to" : "framed as a digit of";
            findings.Add($"size: {size}; each image {change} {reader.Shape.Height}x{reader.Shape.Width}");
        }

        return new Dataset(name, new Samples<byte>(reader.Shape, pixels, labels, classes), findings)
        {
            Ids = read.HasNames ? read.Ids : null,
            Notes = read.Notes,
        };
    }
}
