using System.Buffers.Binary;

namespace MnistTrainer.Data;

/// <summary>A type of numbers in an array file.</summary>
/// <param name="Name">Its name for messages: <c>32-bit integers</c>.</param>
/// <param name="Size">Bytes per number.</param>
/// <param name="Decode">Converts its bytes, in the byte order of the type, to a number.</param>
internal sealed record NumberType(string Name, int Size, NumberType.NumberReader Decode)
{
    public delegate double NumberReader(ReadOnlySpan<byte> bytes);

    /// <summary>Bytes from 0 to 255, as pixels usually are.</summary>
    public static NumberType Byte { get; } = new("bytes", 1, bytes => bytes[0]);

    private static readonly NumberType SignedByte = new("signed bytes", 1, bytes => (sbyte)bytes[0]);

    // IDX is big-endian; its types as the code in the third byte of a file says.
    private static readonly Dictionary<byte, NumberType> Idx = new()
    {
        [0x08] = Byte,
        [0x09] = SignedByte,
        [0x0B] = new("16-bit integers", 2, bytes => BinaryPrimitives.ReadInt16BigEndian(bytes)),
        [0x0C] = new("32-bit integers", 4, bytes => BinaryPrimitives.ReadInt32BigEndian(bytes)),
        [0x0D] = new("32-bit floats", 4, bytes => BinaryPrimitives.ReadSingleBigEndian(bytes)),
        [0x0E] = new("64-bit floats", 8, bytes => BinaryPrimitives.ReadDoubleBigEndian(bytes)),
    };

    // NumPy's names without the byte order (numpy.org, "Data type objects"): little-endian here, and reversed for ">".
    private static readonly Dictionary<string, NumberType> Numpy = new(StringComparer.Ordinal)
    {
        ["b1"] = new("truth values", 1, bytes => bytes[0]),
        ["u1"] = Byte,
        ["i1"] = SignedByte,
        ["u2"] = new("16-bit integers", 2, bytes => BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
        ["i2"] = new("16-bit integers", 2, bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes)),
        ["u4"] = new("32-bit integers", 4, bytes => BinaryPrimitives.ReadUInt32LittleEndian(bytes)),
        ["i4"] = new("32-bit integers", 4, bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        ["u8"] = new("64-bit integers", 8, bytes => BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
        ["i8"] = new("64-bit integers", 8, bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes)),
        ["f2"] = new("16-bit floats", 2, bytes => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes)),
        ["f4"] = new("32-bit floats", 4, bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes)),
        ["f8"] = new("64-bit floats", 8, bytes => BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
    };

    /// <summary>Returns the type of an IDX file's code, or null if there is none.</summary>
    public static NumberType? OfIdx(byte code) => Idx.GetValueOrDefault(code);

    /// <summary>Returns the type of one of NumPy's names, such as <c>&lt;f4</c>, or null if it is not a number.</summary>
    public static NumberType? OfNumpy(string name) =>
        name.Length < 2 || !Numpy.TryGetValue(name[1..], out NumberType? type) ? null
        : name[0] == '>' ? type.Reversed()
        : type;

    /// <summary>The type with the other byte order.</summary>
    public NumberType Reversed() =>
        Size == 1
            ? this
            : this with
            {
                Decode = bytes =>
                {
                    Span<byte> reversed = stackalloc byte[sizeof(double)];
                    reversed = reversed[..bytes.Length];
                    bytes.CopyTo(reversed);
                    reversed.Reverse();
                    return Decode(reversed);
                },
            };
}
