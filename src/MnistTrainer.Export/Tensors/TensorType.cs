using System.Buffers.Binary;

namespace MnistTrainer.Export;

/// <summary>A type of numbers in a file, all of them floating-point and little-endian.</summary>
/// <param name="Safetensors">What safetensors calls it.</param>
/// <param name="Numpy">What NumPy calls it; null where it has none.</param>
/// <param name="Size">Bytes of a number.</param>
/// <param name="Decode">Makes a single of its bytes; what is too large becomes infinite.</param>
internal sealed record TensorType(string Safetensors, string? Numpy, int Size, TensorType.Decoder Decode)
{
    public delegate float Decoder(ReadOnlySpan<byte> bytes);

    /// <summary>Singles, which we write.</summary>
    public static TensorType Single { get; } = new("F32", "<f4", 4, BinaryPrimitives.ReadSingleLittleEndian);

    // The registry: a new type adds its line here. A bfloat16 is the upper half of a single.
    private static readonly TensorType[] All =
    [
        Single,
        new("F16", "<f2", 2, bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes)),
        new("BF16", null, 2, bytes => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(bytes) << 16)),
        new("F64", "<f8", 8, bytes => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
    ];

    /// <summary>The type that a file calls so; null for others.</summary>
    public static TensorType? Find(string name) => All.FirstOrDefault(type => type.Safetensors == name || type.Numpy == name);

    /// <summary>Makes singles of bytes.</summary>
    public float[] ToSingles(ReadOnlySpan<byte> bytes)
    {
        float[] values = new float[bytes.Length / Size];
        for (int i = 0; i < values.Length; i++)
            values[i] = Decode(bytes.Slice(i * Size, Size));
        return values;
    }
}
