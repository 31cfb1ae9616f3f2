using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Loads images in the IDX format of MNIST (http://yann.lecun.com/exdb/mnist) together with the label file next to them.
/// </summary>
public static class IdxLoader
{
    /// <summary>Loads an image file and its label file.</summary>
    /// <param name="imagesPath">The image file: grayscale images of any size, plain or gzipped. The label file is found in the same folder by the usual names.</param>
    /// <param name="options">Load options. Default: <see cref="LoadOptions.Default"/>.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <exception cref="InvalidInputException">A file is missing, damaged or of another kind, or the two files do not match.</exception>
    public static Dataset Load(string imagesPath, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(imagesPath);
        return Load(DataFile.OnDisk(imagesPath, cancellation), options ?? LoadOptions.Default, cancellation);
    }

    /// <summary>Loads an image file and its label file, wherever they are.</summary>
    /// <exception cref="InvalidInputException">A file is missing, damaged or of another kind, or the two files do not match.</exception>
    internal static Dataset Load(DataFile imageFile, LoadOptions options, CancellationToken cancellation)
    {
        DataFile? labelFile = IdxFileNames.FindLabels(imageFile);
        if (labelFile is null && options.LabelsRequired)
        {
            // A missing image file is reported as such.
            imageFile.Open().Dispose();
            string name = IdxFileNames.LabelNames(imageFile.Name).FirstOrDefault("train-labels-idx1-ubyte");
            throw new InvalidInputException(
                imageFile.Path,
                $"its label file next to it ({name})",
                "none",
                "Put the label file into the same folder"
            );
        }

        // Labels first: they are small, so an invalid label file is rejected before the images are read.
        IdxFile? labels = labelFile is null ? null : IdxFile.Read(labelFile, ofImages: false, progress: null, cancellation);
        IdxFile images = IdxFile.Read(imageFile, ofImages: true, options.Progress, cancellation);
        string? source = null;
        Dataset dataset = ArrayDataset.Create(
            imageFile.Name,
            "IDX",
            images.Array,
            labels?.Array,
            options,
            numbers => IdxClassNames.Find(imageFile, numbers, out source)
        );
        List<string> findings = [.. dataset.Findings];
        if (source is not null)
            findings[^1] += $", named by {source}";
        if (images.Header.IsReversed)
            findings.Add("byte order: little-endian, contrary to the format");
        if (!imageFile.Name.StartsWith("emnist", StringComparison.OrdinalIgnoreCase))
            return dataset with { Findings = findings };
        findings.Add("orientation: transposed, as in EMNIST; turned upright");
        return dataset with { Samples = ImageOrientation.Transpose(dataset.Samples), Findings = findings };
    }
}
