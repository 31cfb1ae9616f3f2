using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Loads images in IDX form, as MNIST is published (http://yann.lecun.com/exdb/mnist), with the labels that lie beside them.
/// </summary>
public static class IdxLoader
{
    /// <summary>Loads an image file and its label file.</summary>
    /// <param name="imagesPath">Gray images of any size, plain or gzipped. The labels are looked for beside it by usual names.</param>
    /// <param name="options">Whether labels must be there, and who is told of progress.</param>
    /// <param name="cancellation">Stops the loading.</param>
    /// <exception cref="InvalidInputException">A file is missing, damaged or of another kind, or the two do not fit.</exception>
    public static Dataset Load(string imagesPath, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(imagesPath);
        options ??= LoadOptions.Default;
        string? labelsPath = IdxNames.FindLabels(imagesPath);
        if (labelsPath is null && options.LabelsRequired && File.Exists(imagesPath))
        {
            string name = IdxNames.LabelNames(Path.GetFileName(imagesPath)).FirstOrDefault("train-labels-idx1-ubyte");
            throw new InvalidInputException(
                imagesPath,
                $"its label file beside it ({name})",
                "none",
                "Put the label file into the same folder"
            );
        }

        // Labels first: they are small, and a set that does not fit together is rejected before its images are read.
        byte[]? labels = labelsPath is null ? null : IdxFile.Read(labelsPath, 1, progress: null, cancellation).Values;
        IdxFile images = IdxFile.Read(imagesPath, 3, options.Progress, cancellation);
        int count = images.Header.Dimensions[0];
        if (labels is not null && labels.Length != count)
        {
            throw new InvalidInputException(
                $"{labelsPath}, byte 4",
                $"{count} labels, as {Path.GetFileName(imagesPath)} has images",
                $"{labels.Length}",
                "Put the two files of one set side by side"
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
            findings.Add("orientation: transposed, as EMNIST stores its images; turned upright");
        }

        IReadOnlyList<string> classes = [];
        if (labels is null)
        {
            findings.Add("labels: none");
        }
        else
        {
            classes = IdxClassNames.Find(imagesPath, labels.Max() + 1, out string? source);
            findings.Add($"classes: {classes.Count}{(source is null ? "" : $", named by {source}")}");
        }

        int[]? indices = labels is null ? null : Array.ConvertAll(labels, label => (int)label);
        return new Dataset(Path.GetFileName(imagesPath), new Samples<byte>(shape, pixels, indices, classes), findings);
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
