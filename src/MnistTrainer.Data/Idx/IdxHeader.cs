using System.Buffers.Binary;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The header of an IDX file: the type of its values and the size of each dimension.</summary>
/// <param name="Type">The type of its values.</param>
/// <param name="Dimensions">The size of each dimension, the count of images or labels first; each at least 1.</param>
/// <param name="IsReversed">Whether it was written in little-endian byte order, contrary to the format.</param>
internal sealed record IdxHeader(NumberType Type, int[] Dimensions, bool IsReversed)
{
    /// <summary>The type code of bytes from 0 to 255.</summary>
    public const byte UnsignedByte = 8;

    // Images with channels have four.
    private const int MaximumDimensions = 4;

    // More than any data set of digits has, and within what one array can hold.
    private const long MaximumBytes = 2_000_000_000;

    private const string FetchAgain = "The file is damaged or not an IDX file; fetch it again";

    /// <summary>The length of the header in bytes.</summary>
    public int Size => 4 + (4 * Dimensions.Length);

    /// <summary>The number of bytes of the values according to the type and the dimensions.</summary>
    public long Bytes => Dimensions.Aggregate((long)Type.Size, (product, dimension) => product * dimension);

    /// <summary>Whether a file that starts with these bytes is an IDX file, in either byte order; the mark of UTF-32 is none.</summary>
    public static bool IsIdx(ReadOnlySpan<byte> start) => start is [0, 0, not (0 or 0xFE), _, ..] || IsReversedMagic(start);

    /// <summary>Reads and checks the header.</summary>
    /// <param name="file">The file, positioned at its start.</param>
    /// <param name="ofImages">Whether images are expected: 2 to 4 dimensions. Labels have 1 or 2.</param>
    /// <param name="most">The largest number of bytes of the values. Default: what one array can hold.</param>
    /// <exception cref="InvalidInputException">The header is truncated, invalid or of another kind.</exception>
    public static IdxHeader Read(InputFile file, bool ofImages, long most = MaximumBytes)
    {
        byte[] magic = new byte[4];
        int read = file.Content.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        if (read < magic.Length)
            throw Rejection(file.Path, read, "an IDX header", "the end of the file");
        if (!IsIdx(magic))
            throw OfAnotherFormat(file, magic);
        bool isReversed = IsReversedMagic(magic);
        if (isReversed)
            Array.Reverse(magic);
        NumberType type = CheckMagic(file.Path, magic, ofImages);
        byte[] sizes = new byte[4 * magic[3]];
        read += file.Content.ReadAtLeast(sizes, sizes.Length, throwOnEndOfStream: false);
        if (read < magic.Length + sizes.Length)
            throw Rejection(file.Path, read, $"an IDX header of {magic.Length + sizes.Length} bytes", "the end of the file");
        return new IdxHeader(isReversed ? type.Reversed() : type, ReadSizes(file.Path, sizes, type, isReversed, most), isReversed);
    }

    private static bool IsReversedMagic(ReadOnlySpan<byte> start) =>
        start is [>= 1 and <= MaximumDimensions, var type, 0, 0, ..] && NumberType.OfIdx(type) is not null;

    private static InvalidInputException OfAnotherFormat(InputFile file, byte[] magic)
    {
        byte[] start = [.. magic, .. new byte[FileSignature.Length - magic.Length]];
        int read = file.Content.ReadAtLeast(start.AsSpan(magic.Length), start.Length - magic.Length, throwOnEndOfStream: false);
        return FileSignature.Find(start.AsSpan(0, magic.Length + read)) is FileFormat format
            ? ForeignFile.Rejection(file.Path, format)
            : Rejection(file.Path, 0, "two zero bytes at the start of an IDX file", $"{magic[0]:X2} {magic[1]:X2}");
    }

    private static int[] ReadSizes(string path, byte[] bytes, NumberType type, bool isReversed, long most)
    {
        int[] sizes = new int[bytes.Length / 4];
        long total = type.Size;
        for (int i = 0; i < sizes.Length; i++)
        {
            ReadOnlySpan<byte> place = bytes.AsSpan(4 * i);
            uint size = isReversed ? BinaryPrimitives.ReadUInt32LittleEndian(place) : BinaryPrimitives.ReadUInt32BigEndian(place);
            total *= Math.Min(size, int.MaxValue + 1L);
            if (size is 0 or > int.MaxValue || total > most)
            {
                throw Rejection(path, 4 + (4 * i), $"{DimensionName(i)} of at least 1, and at most {most} bytes in total", $"{size}");
            }

            sizes[i] = (int)size;
        }

        return sizes;
    }

    private static NumberType CheckMagic(string path, byte[] magic, bool ofImages)
    {
        NumberType type =
            NumberType.OfIdx(magic[2]) ?? throw Rejection(path, 2, "a type of IDX: 8, 9 or 11 to 14", $"{magic[2]}", FetchAgain);
        string? remedy = (ofImages, magic[3]) switch
        {
            (true, 2 or 3 or 4) or (false, 1 or 2) => null,
            (true, 1) => "This is a label file. Specify the image file; the label file is found next to it",
            (false, 3 or 4) => "This is an image file; replace it with the label file",
            _ => FetchAgain,
        };
        return remedy is null ? type : throw Rejection(path, 3, Kind(ofImages), $"{magic[3]}", remedy);
    }

    private static InvalidInputException Rejection(string path, int offset, string expected, string found, string remedy = FetchAgain) =>
        new($"{path}, byte {offset}", expected, found, remedy);

    private static string Kind(bool ofImages) =>
        ofImages ? "3 dimensions (count, height and width of images), or 4 with channels" : "1 dimension (labels), or 2";

    private static string DimensionName(int index) =>
        index switch
        {
            0 => "a count",
            1 => "a height",
            _ => "a width",
        };
}
