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
        return Load(DataFile.OnDisk(imagesPath), options ?? LoadOptions.Default, cancellation);
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
        byte[]? labels = labelFile is null ? null : IdxFile.Read(labelFile, 1, progress: null, cancellation).Values;
        IdxFile images = IdxFile.Read(imageFile, 3, options.Progress, cancellation);
        int count = images.Header.Dimensions[0];
        if (labels is not null && labels.Length != count)
        {
            throw new InvalidInputException(
                $"{labelFile}, byte 4",
                $"{count} labels, one per image of {imageFile.Name}",
                $"{labels.Length}",
                "Put the image and label files of the same set next to each other"
            );
        }

        return Describe(imageFile, images, labels);
    }

    private static Dataset Describe(DataFile imageFile, IdxFile images, byte[]? labels)
    {
        Shape shape = Shape.Image(images.Header.Dimensions[1], images.Header.Dimensions[2]);
        List<string> findings = [$"format: IDX, {images.Header.Dimensions[0]} images of {shape}"];
        byte[] pixels = images.Values;
        if (imageFile.Name.StartsWith("emnist", StringComparison.OrdinalIgnoreCase))
        {
            shape = TransposeImages(pixels, shape);
            findings.Add("orientation: transposed, as in EMNIST; turned upright");
        }

        IReadOnlyList<string> classes = [];
        if (labels is null)
        {
            findings.Add("labels: none");
        }
        else
        {
            classes = IdxClassNames.Find(imageFile, labels.Max() + 1, out string? source);
            findings.Add($"classes: {classes.Count}{(source is null ? "" : $", named by {source}")}");
        }

        int[]? indices = labels is null ? null : Array.ConvertAll(labels, label => (int)label);
        return new Dataset(imageFile.Name, new Samples<byte>(shape, pixels, indices, classes), findings);
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
