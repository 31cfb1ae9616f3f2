using System.Buffers.Binary;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The first 64 bytes of a file of rows: where its description is, which stands behind the last block.</summary>
/// <remarks>
/// <code>
/// 0   8  "MNISTROW"
/// 8   4  version, 1
/// 12  4  length of the description
/// 16  8  offset of the description
/// 24  8  XXH64 of the preceding bytes and the description
/// 32  32 zeros
/// </code>
/// </remarks>
/// <param name="DescriptionStart">Where the description begins.</param>
/// <param name="DescriptionLength">Its length in bytes.</param>
internal readonly record struct RowFileHeader(long DescriptionStart, int DescriptionLength)
{
    private const int Version = 1;
    private const int ChecksumAt = 24;
    private const int MaximumDescription = 1 << 28;

    private static ReadOnlySpan<byte> Magic => "MNISTROW"u8;

    /// <summary>Whether a file begins like one of rows, damaged or not.</summary>
    public static bool IsOne(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    public byte[] ToBytes(ReadOnlySpan<byte> description)
    {
        byte[] bytes = new byte[RowBlocks.HeaderLength];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), DescriptionLength);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), DescriptionStart);
        ChecksumOf(bytes, description).CopyTo(bytes, ChecksumAt);
        return bytes;
    }

    /// <param name="bytes">The first 64 bytes of a file.</param>
    /// <param name="length">The length of the file.</param>
    /// <returns>The header; or what is wrong.</returns>
    public static (RowFileHeader Header, string? Fault) Read(ReadOnlySpan<byte> bytes, long length)
    {
        int version = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (version != Version)
            return (default, $"one of version {version}, not {Version}");
        RowFileHeader header = new(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..])
        );
        bool isWhole =
            header.DescriptionLength is > 0 and <= MaximumDescription
            && header.DescriptionStart >= RowBlocks.HeaderLength
            && header.DescriptionStart + header.DescriptionLength == length;
        return (header, isWhole ? null : "one that is truncated or damaged");
    }

    /// <summary>Whether the checksum of the header and the description fits their bytes.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> description) =>
        ChecksumOf(bytes, description).AsSpan().SequenceEqual(bytes.Slice(ChecksumAt, RowBlocks.ChecksumLength));

    private static byte[] ChecksumOf(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> description)
    {
        using XxHash64 hash = new();
        hash.Append(bytes[..ChecksumAt]);
        hash.Append(description);
        return hash.Finish();
    }
}
