using System.Buffers.Binary;

namespace MnistTrainer.Imaging;

/// <summary>Reads the bytes of a container in order. Each read names the part that it belongs to, for a file that ends inside it.</summary>
/// <param name="file">The bytes of the file.</param>
/// <param name="isLittleEndian">Whether the lowest byte of a number comes first.</param>
internal ref struct ContainerReader(ReadOnlySpan<byte> file, bool isLittleEndian)
{
    private readonly ReadOnlySpan<byte> _file = file;

    /// <summary>The position of the next byte.</summary>
    public int Position { get; private set; }

    /// <summary>The number of bytes not yet read.</summary>
    public readonly int Left => _file.Length - Position;

    /// <summary>Whether all bytes have been read.</summary>
    public readonly bool IsAtEnd => Left == 0;

    /// <summary>Continues at another position.</summary>
    /// <param name="position">The position, from the start of the file.</param>
    /// <param name="part">The part that starts there.</param>
    public void MoveTo(long position, string part)
    {
        if (position < 0 || position > _file.Length)
            throw EndsInside(part);
        Position = (int)position;
    }

    /// <summary>Reads bytes.</summary>
    /// <param name="count">The number of bytes, not negative.</param>
    /// <param name="part">The part that they belong to.</param>
    public ReadOnlySpan<byte> Take(long count, string part)
    {
        if (count > Left)
            throw EndsInside(part);
        ReadOnlySpan<byte> bytes = _file.Slice(Position, (int)count);
        Position += (int)count;
        return bytes;
    }

    /// <summary>Reads all bytes that are left.</summary>
    public ReadOnlySpan<byte> TakeRest() => Take(Left, "end");

    /// <summary>Reads a byte.</summary>
    public int Byte(string part) => Take(1, part)[0];

    /// <summary>Reads a number of two bytes.</summary>
    public int Short(string part)
    {
        ReadOnlySpan<byte> bytes = Take(2, part);
        return isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    /// <summary>Reads a number of four bytes.</summary>
    public uint Int(string part)
    {
        ReadOnlySpan<byte> bytes = Take(4, part);
        return isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private readonly ContainerException EndsInside(string part) =>
        ContainerException.Damaged($"that ends after {_file.Length} bytes, inside its {part}");
}
