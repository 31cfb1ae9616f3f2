using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The conversion of an IDX file of images and the label file next to it, read as <see cref="IdxLoader"/> reads them.</summary>
/// <param name="images">The images.</param>
internal sealed class IdxRowConversion(DataFile images) : RowConversion(images.Path)
{
    protected override IEnumerable<DataFile> Files =>
        [images, Labels, .. IdxClassNames.Candidates(images).Select(images.Sibling).OfType<DataFile>()];

    private DataFile Labels =>
        IdxFileNames.FindLabels(images)
        ?? throw Rejected(
            $"its label file next to it ({IdxFileNames.LabelNames(images.Name).FirstOrDefault("train-labels-idx1-ubyte")})",
            "none",
            "Put the label file into the same folder"
        );

    protected override void Write(string source, LoadOptions options, CancellationToken cancellation)
    {
        using InputFile pixels = InputFile.Open(images),
            labels = InputFile.Open(Labels);
        try
        {
            IdxHeader header = IdxHeader.Read(pixels, ofImages: true, long.MaxValue),
                ofLabels = IdxHeader.Read(labels, ofImages: false, long.MaxValue);
            int[] sizes = header.Dimensions;
            if (header.Type != NumberType.Byte || ofLabels.Type != NumberType.Byte || sizes.Length != 3 || ofLabels.Dimensions.Length != 1)
                throw Rejected("gray images of bytes and a byte for each label", "other numbers or dimensions", "Write them as bytes");
            if (options.InColor)
                throw Rejected("images in color", "gray ones", "Read them as gray images");
            if (ofLabels.Dimensions[0] != sizes[0])
                throw new InvalidInputException(
                    labels.Path,
                    $"{sizes[0]} labels, one per image of {images.Name}",
                    $"{ofLabels.Dimensions[0]}",
                    "Put the images and labels of the same set next to each other"
                );
            Shape shape = Shape.Image(sizes[1], sizes[2]);
            Write(
                shape,
                IsTransposed(images, shape),
                sizes[0],
                source,
                rows => Write(rows, (pixels, labels), (sizes[0], shape.Size), options, cancellation)
            );
        }
        catch (InvalidDataException e)
        {
            throw pixels.Damaged(e);
        }
    }

    private void Write(
        StoredPixels rows,
        (InputFile Images, InputFile Labels) files,
        (int Count, int Size) sizes,
        LoadOptions options,
        CancellationToken cancellation
    )
    {
        const int batch = 256;
        byte[] values = new byte[Math.Min(batch, sizes.Count) * sizes.Size],
            labels = new byte[batch];
        bool[] occurs = new bool[byte.MaxValue + 1];
        for (int first = 0; first < sizes.Count; first += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(batch, sizes.Count - first);
            Fill(files.Images, values.AsSpan(0, count * sizes.Size));
            Fill(files.Labels, labels.AsSpan(0, count));
            for (int row = 0; row < count; row++)
            {
                rows.Add(values.AsSpan(row * sizes.Size, sizes.Size), labels[row]);
                occurs[labels[row]] = true;
            }

            options.Progress?.Report(files.Images.FractionRead);
        }

        foreach (InputFile file in (InputFile[])[files.Images, files.Labels])
        {
            if (file.Content.ReadByte() >= 0)
                throw new InvalidInputException(
                    file.Path,
                    "the end of the file",
                    "more bytes",
                    "The file is damaged or its header is wrong; fetch it again"
                );
        }

        // Bytes usually are pixels from 0 to 255: only masks and the scale of the UCI's digits are others.
        if (rows.Largest is 0 or 1 or 16)
            rows.Rescale(PixelScale.OfIntegers(rows.Largest).ToByte);
        long[] numbers = [.. Enumerable.Range(0, occurs.Length).Where(number => occurs[number]).Select(number => (long)number)];
        int[] classes = new int[occurs.Length];
        for (int i = 0; i < numbers.Length; i++)
            classes[numbers[i]] = i;
        rows.Finish(images.Path, IdxClassNames.Find(images, numbers, out _), classes, []);
    }

    private static void Fill(InputFile file, Span<byte> bytes)
    {
        if (file.Content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new InvalidInputException(
                file.Path,
                string.Create(CultureInfo.InvariantCulture, $"as many bytes as its header states"),
                "the end of the file",
                "The file is truncated; fetch it again"
            );
    }
}
