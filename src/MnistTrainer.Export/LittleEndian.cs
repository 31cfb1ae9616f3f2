using System.Buffers.Binary;

namespace MnistTrainer.Export;

/// <summary>Numbers as the bytes of all three formats: the lowest first.</summary>
internal static class LittleEndian
{
    /// <summary>Floats as bytes.</summary>
    public static byte[] Of(ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[checked(values.Length * sizeof(float))];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        return bytes;
    }
}
