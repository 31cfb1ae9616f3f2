using System.Buffers.Binary;
using System.Text;

namespace MnistTrainer.Export;

/// <summary>
/// A message in the wire format of protocol buffers, as far as ONNX files need it: integers, floats, text, bytes and nested messages (protobuf.dev, "Encoding"). Bytes
/// are not copied before they are written.
/// </summary>
internal sealed class ProtobufMessage
{
    private const int VariableLength = 0,
        LengthDelimited = 2,
        FourBytes = 5;

    private readonly List<ReadOnlyMemory<byte>> _parts = [];

    /// <summary>Its length in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Adds an integer.</summary>
    public ProtobufMessage Add(int field, long value) => Append(Varint(Key(field, VariableLength))).Append(Varint((ulong)value));

    /// <summary>Adds a float.</summary>
    public ProtobufMessage Add(int field, float value)
    {
        byte[] bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return Append(Varint(Key(field, FourBytes))).Append(bytes);
    }

    /// <summary>Adds text.</summary>
    public ProtobufMessage Add(int field, string text) => Add(field, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds bytes.</summary>
    public ProtobufMessage Add(int field, ReadOnlyMemory<byte> bytes) =>
        Append(Varint(Key(field, LengthDelimited))).Append(Varint((ulong)bytes.Length)).Append(bytes);

    /// <summary>Adds a message, as it is now.</summary>
    public ProtobufMessage Add(int field, ProtobufMessage message)
    {
        Append(Varint(Key(field, LengthDelimited))).Append(Varint((ulong)message.Length));
        foreach (ReadOnlyMemory<byte> part in message._parts)
            Append(part);
        return this;
    }

    /// <summary>Writes the message.</summary>
    public void WriteTo(Stream stream)
    {
        foreach (ReadOnlyMemory<byte> part in _parts)
            stream.Write(part.Span);
    }

    private static ulong Key(int field, int wireType) => ((ulong)field << 3) | (uint)wireType;

    /// <summary>Seven bits in a byte, the lowest first; all bytes but the last have the highest bit set.</summary>
    private static byte[] Varint(ulong value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }

    private ProtobufMessage Append(ReadOnlyMemory<byte> bytes)
    {
        _parts.Add(bytes);
        Length += bytes.Length;
        return this;
    }
}
