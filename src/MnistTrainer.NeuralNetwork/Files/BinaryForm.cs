using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// What the binary forms of networks and checkpoints share: little-endian floats, reading that takes no more memory than there are bytes, and a
/// SHA-256 of everything at the end.
/// </summary>
/// <param name="stream">Positioned at the first byte of the form.</param>
/// <param name="name">What errors call it: the file's name.</param>
/// <param name="remedy">What to do where it is damaged.</param>
internal sealed class BinaryForm(Stream stream, string name, string remedy) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Bytes read or written so far.</summary>
    public long Position { get; private set; }

    /// <summary>Floats as bytes.</summary>
    public static byte[] ToBytes(ReadOnlySpan<float> values)
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        if (!BitConverter.IsLittleEndian)
            Reverse(bytes);
        return bytes;
    }

    /// <summary>Bytes as floats.</summary>
    public static void ToFloats(byte[] bytes, Span<float> values)
    {
        if (!BitConverter.IsLittleEndian)
            Reverse(bytes);
        bytes.CopyTo(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Writes bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        _hash.AppendData(bytes);
        Position += bytes.Length;
    }

    /// <summary>Writes the checksum.</summary>
    public void WriteChecksum() => stream.Write(_hash.GetHashAndReset());

    /// <summary>Reads so many bytes in pieces, so that a false length costs no more memory than there are bytes.</summary>
    /// <exception cref="InvalidInputException">There are fewer.</exception>
    public byte[] Read(int length)
    {
        byte[] bytes = ReadUnhashed(length);
        _hash.AppendData(bytes);
        Position += length;
        return bytes;
    }

    /// <summary>Reads the checksum and compares.</summary>
    /// <exception cref="InvalidInputException">It is another.</exception>
    public void CheckChecksum()
    {
        byte[] found = ReadUnhashed(SHA256.HashSizeInBytes);
        if (!found.AsSpan().SequenceEqual(_hash.GetHashAndReset()))
            throw Damaged(Position, "the checksum of the bytes before it", "another");
    }

    /// <summary>The rejection of a damaged file.</summary>
    public InvalidInputException Damaged(long at, string expected, string found, Exception? cause = null) =>
        new($"{name}, byte {at}", expected, found, remedy, cause);

    public void Dispose() => _hash.Dispose();

    private byte[] ReadUnhashed(int length)
    {
        const int piece = 1 << 20;
        byte[] bytes = new byte[Math.Min(length, piece)];
        int read = 0;
        while (read < length)
        {
            if (read == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
            int got = stream.Read(bytes, read, bytes.Length - read);
            if (got == 0)
                throw Damaged(Position + read, $"{length - read} more bytes", "the end of the file");
            read += got;
        }

        return bytes;
    }

    private static void Reverse(byte[] bytes)
    {
        Span<int> words = MemoryMarshal.Cast<byte, int>(bytes.AsSpan());
        BinaryPrimitives.ReverseEndianness(words, words);
    }
}
