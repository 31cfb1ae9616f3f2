using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The common part of the binary formats of networks and checkpoints: little-endian floats, reads that never allocate more memory than the
/// file has bytes, and a trailing checksum of all preceding bytes.
/// </summary>
/// <param name="stream">Positioned at the first byte.</param>
/// <param name="name">The name in error messages: the file's name.</param>
/// <param name="remedy">What to do about a damaged file.</param>
/// <param name="checksum">The checksum, empty, which is disposed of with this object.</param>
internal sealed class BinaryForm(Stream stream, string name, string remedy, Checksum checksum) : IDisposable
{
    /// <summary>Bytes read or written so far.</summary>
    public long Position { get; private set; }

    /// <summary>Converts little-endian bytes to floats.</summary>
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
        checksum.Append(bytes);
        Position += bytes.Length;
    }

    /// <summary>Writes floats, from where they are: checkpoints are written after every epoch, and a copy of each would be left for the garbage collector.</summary>
    public void Write(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values);
        if (!BitConverter.IsLittleEndian)
        {
            byte[] reversed = bytes.ToArray();
            Reverse(reversed);
            bytes = reversed;
        }

        Write(bytes);
    }

    /// <summary>Writes the checksum.</summary>
    public void WriteChecksum() => stream.Write(checksum.Finish());

    /// <summary>
    /// Reads <paramref name="length"/> bytes piece by piece, so that a wrong length allocates no more memory than there are bytes.
    /// </summary>
    /// <exception cref="InvalidInputException">The stream ends early.</exception>
    public byte[] Read(int length)
    {
        byte[] bytes = ReadUnhashed(length);
        checksum.Append(bytes);
        Position += length;
        return bytes;
    }

    /// <summary>Reads the checksum and verifies it.</summary>
    /// <exception cref="InvalidInputException">The checksum does not match.</exception>
    public void CheckChecksum()
    {
        byte[] found = ReadUnhashed(checksum.Length);
        if (!found.AsSpan().SequenceEqual(checksum.Finish()))
            throw Damaged(Position, "the checksum of the preceding bytes", "a different one");
    }

    /// <summary>Creates the exception for a damaged file.</summary>
    public InvalidInputException Damaged(long at, string expected, string found, Exception? cause = null) =>
        new($"{name}, byte {at}", expected, found, remedy, cause);

    public void Dispose() => checksum.Dispose();

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
