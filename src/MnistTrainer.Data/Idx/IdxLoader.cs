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
        options ??= LoadOptions.Default;
        string? labelsPath = IdxFileNames.FindLabels(imagesPath);
        if (labelsPath is null && options.LabelsRequired && File.Exists(imagesPath))
        {
            string name = IdxFileNames.LabelNames(Path.GetFileName(imagesPath)).FirstOrDefault("train-labels-idx1-ubyte");
            throw new InvalidInputException(
                imagesPath,
                $"its label file next to it ({name})",
                "none",
                "Put the label file into the same folder"
            );
        }

        // Labels first: they are small, so an invalid label file is rejected before the images are read.
        byte[]? labels = labelsPath is null ? null : IdxFile.Read(labelsPath, 1, progress: null, cancellation).Values;
        IdxFile images = IdxFile.Read(imagesPath, 3, options.Progress, cancellation);
        int count = images.Header.Dimensions[0];
        if (labels is not null && labels.Length != count)
        {
            throw new InvalidInputException(
                $"{labelsPath}, byte 4",
                $"{count} labels, one per image of {Path.GetFileName(imagesPath)}",
                $"{labels.Length}",
                "Put the image and label files of the same set next to each other"
            );
        }

        return Describe(imagesPath, images, labels);
    }

    private static Dataset Describe(string imagesPath, IdxFile images, byte[]? labels)
    {
        Shape shape = Shape.Image(images.Header.Dimensions[1], images.Header.Dimensions[2]);
        List<string> findings = [$"format: IDX, {images.Header.Dimensions[0]} images of {shape}"];
        byte[] pixels = images.Values;
        if (Path.GetFileName(imagesPath).StartsWith("emnist", StringComparison.OrdinalIgnoreCase))
        {
            shape = TransposeImages(pixels, shape);
            findings.Add("orientation: transposed, as in EMNIST; turned upright");
        }

        IReadOnlyList<string> classes = [];
        int[]? indices = null;
        if (labels is null)
        {
            findings.Add("labels: none");
        }
        else
        {
            classes = IdxClassNames.Find(imagesPath, labels.Max() + 1, out string? source);
            (indices, classes) = DropUnusedClasses(labels, classes);
            findings.Add($"classes: {classes.Count}{(source is null ? "" : $", named by {source}")}");
        }

        return new Dataset(Path.GetFileName(imagesPath), new Samples<byte>(shape, pixels, indices, classes), findings);
    }

    // A number that no image has is no class: EMNIST's letters start at 1, and a subset may have only 3 and 8.
    private static (int[] Labels, string[] Classes) DropUnusedClasses(byte[] labels, IReadOnlyList<string> names)
    {
        int[] used = [.. labels.Distinct().Select(label => (int)label).Order()];
        int[] indices = Array.ConvertAll(labels, label => Array.BinarySearch(used, label));
        return (indices, [.. used.Select(label => names[label])]);
    }

    private static Shape TransposeImages(byte[] pixels, Shape shape)
    {
        byte[] upright = new byte[shape.Size];
        for (int start = 0; start < pixels.Length; start += upright.Length)
        {
            Span<byte> image = pixels.AsSpan(start, upright.Length);
            for (int row = 0; row < shape.Height; row++)
            {
                for (int column = 0; column < shape.Width; column++)
                    upright[(column * shape.Height) + row] = image[(row * shape.Width) + column];
            }

            upright.CopyTo(image);
        }

        return Shape.Image(shape.Width, shape.Height);
    }
}
