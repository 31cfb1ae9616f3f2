using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The binary form of a network: a header, the description as JSON, the parameters as one block, and a SHA-256 of all that. Little-endian.
/// The same network always gives the same bytes.
/// </summary>
/// <remarks>
/// <code>
/// 0   8  "MNISTNET"
/// 8   4  version, 1
/// 12  4  length of the description, d
/// 16  8  number of parameters, p
/// 24  d  description, JSON in UTF-8
/// ..  4p parameters, IEEE 754 singles
/// ..  32 SHA-256 of everything before
/// </code>
/// </remarks>
public static class NetworkFile
{
    private const int Version = 1;
    private const int HeaderLength = 24;
    private const int MaximumDescription = 16 << 20;

    /// <summary>The bytes that a network's binary form begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "MNISTNET"u8;

    /// <summary>Writes a network.</summary>
    public static void Write(Network network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        byte[] description = NetworkDescription.ToJson(network.Definition);
        byte[] header = new byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), description.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), network.ParameterCount);
        byte[] parameters = new byte[checked(network.ParameterCount * sizeof(float))];
        for (int i = 0; i < network.ParameterCount; i++)
            BinaryPrimitives.WriteSingleLittleEndian(parameters.AsSpan(i * sizeof(float)), network.Parameters[i]);

        stream.Write(header);
        stream.Write(description);
        stream.Write(parameters);
        stream.Write(Hash(header, description, parameters));
    }

    /// <summary>Reads a network.</summary>
    /// <param name="stream">Positioned at the first byte of the form.</param>
    /// <param name="name">What errors call it: the file's name.</param>
    /// <exception cref="InvalidInputException">The bytes are not a network's, or damaged.</exception>
    public static Network Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] header = ReadBytes(stream, HeaderLength, name, at: 0);
        if (!header.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw new InvalidInputException($"{name}, byte 0", "a network", "something else", "Give a model that this program saved");
        int version = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8));
        if (version != Version)
            throw new InvalidInputException($"{name}, byte 8", $"version {Version}", $"version {version}", "Load it with the version of the program that saved it");
        int length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12));
        if (length is < 0 or > MaximumDescription)
            throw Damaged(name, 12, $"a description of at most {MaximumDescription} bytes", $"{length}");
        long count = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(16));
        if (count is < 0 or > NetworkDefinition.MaximumParameters)
            throw Damaged(name, 16, $"at most {NetworkDefinition.MaximumParameters} parameters", $"{count}");

        byte[] description = ReadBytes(stream, length, name, HeaderLength);
        byte[] parameters = ReadBytes(stream, checked((int)count * sizeof(float)), name, HeaderLength + length);
        long end = HeaderLength + length + (long)parameters.Length;
        if (!ReadBytes(stream, SHA256.HashSizeInBytes, name, end).AsSpan().SequenceEqual(Hash(header, description, parameters)))
            throw Damaged(name, end, "the checksum of the bytes before it", "another");

        float[] values = new float[count];
        for (int i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(parameters.AsSpan(i * sizeof(float)));
        return Network.Create(ReadDescription(description, name), values);
    }

    private static NetworkDefinition ReadDescription(byte[] description, string name)
    {
        try
        {
            return NetworkDescription.FromJson(description);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new InvalidInputException($"{name}, byte {HeaderLength}", "a description of a network", e.Message, "Train the model anew", e);
        }
    }

    /// <summary>Reads so many bytes in pieces, so that a false length costs no more memory than there are bytes.</summary>
    private static byte[] ReadBytes(Stream stream, int length, string name, long at)
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
                throw Damaged(name, at + read, $"{length - read} more bytes", "the end of the file");
            read += got;
        }

        return bytes;
    }

    private static byte[] Hash(byte[] header, byte[] description, byte[] parameters)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(description);
        hash.AppendData(parameters);
        return hash.GetHashAndReset();
    }

    private static InvalidInputException Damaged(string name, long at, string expected, string found) =>
        new($"{name}, byte {at}", expected, found, "The model is damaged: copy it again, or train it anew");
}
