using System.Buffers.Binary;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The header of an IDX file: the type of its values and the size of each dimension.</summary>
/// <param name="Dimensions">Count, height and width of images, or the number of labels; each at least 1.</param>
internal sealed record IdxHeader(int[] Dimensions)
{
    /// <summary>The type code of bytes from 0 to 255.</summary>
    public const byte UnsignedByte = 8;

    // More than any data set of digits has, and within what one array can hold.
    private const long MaximumValues = 2_000_000_000;

    private const string FetchAgain = "The file is damaged or not an IDX file; fetch it again";

    /// <summary>The length of the header in bytes.</summary>
    public int Size => 4 + (4 * Dimensions.Length);

    /// <summary>The number of values according to the dimensions.</summary>
    public long Values => Dimensions.Aggregate(1L, (product, dimension) => product * dimension);

    /// <summary>Reads and checks the header.</summary>
    /// <param name="file">The file, positioned at its start.</param>
    /// <param name="dimensions">The expected number of dimensions: 3 for grayscale images, 1 for labels.</param>
    /// <exception cref="InvalidInputException">The header is truncated, invalid or of another kind.</exception>
    public static IdxHeader Read(InputFile file, int dimensions)
    {
        byte[] header = new byte[4 + (4 * dimensions)];
        int read = file.Content.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        // The kind of file matters more than its length, so check the magic number of a truncated header, too.
        if (read >= 4)
            CheckMagic(file.Path, header, dimensions);
        if (read < header.Length)
            throw Rejection(file.Path, read, $"an IDX header of {header.Length} bytes", "the end of the file");
        int[] sizes = new int[dimensions];
        long values = 1;
        for (int i = 0; i < dimensions; i++)
        {
            int offset = 4 + (4 * i);
            uint size = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(offset));
            values *= Math.Min(size, MaximumValues + 1);
            if (size == 0 || values > MaximumValues)
                throw Rejection(
                    file.Path,
                    offset,
                    $"{DimensionName(i)} of at least 1, and at most {MaximumValues} values in total",
                    $"{size}"
                );
            sizes[i] = (int)size;
        }

        return new IdxHeader(sizes);
    }

    private static void CheckMagic(string path, byte[] header, int dimensions)
    {
        if (header[0] != 0 || header[1] != 0)
            throw Rejection(path, 0, "two zero bytes at the start of an IDX file", $"{header[0]:X2} {header[1]:X2}");
        if (header[2] != UnsignedByte)
        {
            throw Rejection(
                path,
                2,
                "type 8 (bytes from 0 to 255)",
                $"type {header[2]}{TypeName(header[2])}",
                "Convert the values to bytes"
            );
        }

        if (header[3] != dimensions)
        {
            string remedy = (dimensions, header[3]) switch
            {
                (3, 1) => "This is a label file. Specify the image file; the label file is found next to it",
                (1, 3) => "This is an image file; replace it with the label file",
                (3, 4) =>
                    "Color images are not supported in IDX; convert them to grayscale, or save them as image files in one folder per class",
                _ => FetchAgain,
            };
            throw Rejection(path, 3, Kind(dimensions), $"{header[3]}", remedy);
        }
    }

    private static InvalidInputException Rejection(string path, int offset, string expected, string found, string remedy = FetchAgain) =>
        new($"{path}, byte {offset}", expected, found, remedy);

    private static string Kind(int dimensions) =>
        dimensions == 1 ? "1 dimension (labels)" : "3 dimensions (count, height and width of grayscale images)";

    private static string DimensionName(int index) =>
        index switch
        {
            0 => "a count",
            1 => "a height",
            _ => "a width",
        };

    private static string TypeName(byte type) =>
        type switch
        {
            0x09 => " (signed bytes)",
            0x0B => " (16-bit integers)",
            0x0C => " (32-bit integers)",
            0x0D => " (32-bit floats)",
            0x0E => " (64-bit floats)",
            _ => " (unknown)",
        };
}
