using System.Buffers.Binary;

namespace MnistTrainer.Export;

/// <summary>A type of numbers in a file, all of them floating-point and little-endian.</summary>
/// <param name="Safetensors">Its name in safetensors.</param>
/// <param name="Numpy">Its name in NumPy; null if it has none.</param>
/// <param name="Size">Bytes of a number.</param>
/// <param name="Decode">Converts its bytes to a float; a value that is too large becomes infinite.</param>
internal sealed record TensorType(string Safetensors, string? Numpy, int Size, TensorType.Decoder Decode)
{
    public delegate float Decoder(ReadOnlySpan<byte> bytes);

    /// <summary>32-bit floats, which are written.</summary>
    public static TensorType Single { get; } = new("F32", "<f4", 4, BinaryPrimitives.ReadSingleLittleEndian);

    // The registry: a new type adds its line here. A bfloat16 is the upper half of a float.
    private static readonly TensorType[] All =
    [
        Single,
        new("F16", "<f2", 2, bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes)),
        new("BF16", null, 2, bytes => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(bytes) << 16)),
        new("F64", "<f8", 8, bytes => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
    ];

    /// <summary>The type of that name in either format; null if there is none.</summary>
    public static TensorType? Find(string name) => All.FirstOrDefault(type => type.Safetensors == name || type.Numpy == name);

    /// <summary>Converts bytes to floats.</summary>
    public float[] ToSingles(ReadOnlySpan<byte> bytes)
    {
        float[] values = new float[bytes.Length / Size];
        for (int i = 0; i < values.Length; i++)
            values[i] = Decode(bytes.Slice(i * Size, Size));
        return values;
    }
}
