using System.Buffers.Binary;
using System.IO.Compression;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Writes images and labels as gzipped IDX files, the format of MNIST: two zero bytes, the value type, the number of dimensions,
/// each dimension as a big-endian 32-bit integer, then the values.
/// </summary>
public static class IdxWriter
{
    /// <summary>The names of the files of a set: images and labels for training, and for testing.</summary>
    public static IReadOnlyList<string> FileNames { get; } =
    [.. Enum.GetValues<DataSplit>().SelectMany(split => (string[])[IdxFileNames.Images(split), IdxFileNames.Labels(split)])];

    /// <summary>Writes images, stored consecutively in <paramref name="pixels"/>. An existing file is replaced atomically.</summary>
    /// <param name="path">The file, by convention <c>train-images-idx3-ubyte.gz</c>.</param>
    /// <param name="height">The number of rows of one image, at least 1.</param>
    /// <param name="width">The number of columns of one image, at least 1.</param>
    /// <param name="pixels">A multiple of <c>height * width</c> bytes, 0 for background and 255 for ink, row by row.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of the image size.</exception>
    public static void WriteImages(string path, int height, int width, ReadOnlyMemory<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length % (height * width), 0, nameof(pixels));
        Write(path, [pixels.Length / (height * width), height, width], pixels);
    }

    /// <summary>Writes one label per image. An existing file is replaced atomically.</summary>
    /// <param name="path">The file, by convention <c>train-labels-idx1-ubyte.gz</c>.</param>
    /// <param name="labels">The class index of each image.</param>
    public static void WriteLabels(string path, ReadOnlyMemory<byte> labels) => Write(path, [labels.Length], labels);

    /// <summary>Writes the image and label files of a set.</summary>
    /// <param name="folder">The folder, created if it does not exist.</param>
    /// <param name="split">Determines the file names: <c>train-…</c> or <c>t10k-…</c>.</param>
    /// <param name="samples">Labeled grayscale images with at most 256 classes.</param>
    /// <exception cref="ArgumentException">The samples have several channels, no labels or too many classes.</exception>
    public static void Write(string folder, DataSplit split, Samples<byte> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Shape.Channels, 1, nameof(samples));
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.HasLabels, true, nameof(samples));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples.ClassNames.Count, 256, nameof(samples));
        byte[] pixels = new byte[samples.Count * samples.Shape.Size];
        byte[] labels = new byte[samples.Count];
        for (int row = 0; row < samples.Count; row++)
        {
            samples.Row(row).CopyTo(pixels.AsSpan(row * samples.Shape.Size));
            labels[row] = (byte)samples.Labels[row];
        }

        WriteImages(Path.Combine(folder, IdxFileNames.Images(split)), samples.Shape.Height, samples.Shape.Width, pixels);
        WriteLabels(Path.Combine(folder, IdxFileNames.Labels(split)), labels);
    }

    private static void Write(string path, ReadOnlySpan<int> dimensions, ReadOnlyMemory<byte> values)
    {
        byte[] header = new byte[4 + (4 * dimensions.Length)];
        header[2] = IdxHeader.UnsignedByte;
        header[3] = (byte)dimensions.Length;
        for (int i = 0; i < dimensions.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), dimensions[i]);
        AtomicFile.Write(
            path,
            file =>
            {
                using GZipStream gzip = new(file, CompressionLevel.SmallestSize);
                gzip.Write(header);
                gzip.Write(values.Span);
            }
        );
    }
}
