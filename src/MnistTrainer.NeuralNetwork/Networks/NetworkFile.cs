using System.Buffers.Binary;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The binary form of a network: a header, the description as JSON, the parameters as one block, and the SHA-256 of these. Little-endian.
/// The same network always gives the same bytes.
/// </summary>
/// <remarks>
/// <code>
/// 0   8  "MNISTNET"
/// 8   4  version, 2, or 3 if the outputs are not classes; 1 is read too, whose description says facts instead of metadata
/// 12  4  length of the description, d
/// 16  8  number of parameters, p
/// 24  d  description, JSON in UTF-8
/// ..  4p parameters, IEEE 754 floats of 32 bits
/// ..  32 SHA-256 of everything before
/// </code>
/// </remarks>
public static class NetworkFile
{
    private const int Version = 3;

    // Versions before 3 would read other outputs as classes.
    private const int VersionOfClasses = 2;
    private const int HeaderLength = 24;
    private const int MaximumDescription = 16 << 20;
    private const string Remedy = "The model is damaged: copy it again, or train it again";

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
        int version = network.Definition.Outputs == OutputMeaning.Classes ? VersionOfClasses : Version;
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), version);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), description.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), network.ParameterCount);
        using BinaryForm form = new(stream, "", Remedy, new Sha256Checksum());
        form.Write(header);
        form.Write(description);
        form.Write(network.Parameters);
        form.WriteChecksum();
    }

    /// <summary>Reads a network.</summary>
    /// <param name="stream">The stream, positioned at the first byte of the binary form.</param>
    /// <param name="name">The name in error messages: the file.</param>
    /// <exception cref="InvalidInputException">The bytes are not a network, or are damaged.</exception>
    public static Network Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using BinaryForm form = new(stream, name, Remedy, new Sha256Checksum());
        byte[] header = form.Read(HeaderLength);
        if (!header.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw new InvalidInputException($"{name}, byte 0", "a network", "something else", "Use a model that this program saved");
        int version = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8));
        if (version > Version)
            throw new InvalidInputException(
                $"{name}, byte 8",
                $"version {Version} or older",
                $"version {version}",
                "A newer version of the program saved it: load it with that, or update"
            );
        if (version < 1)
            throw form.Damaged(8, $"a version from 1 to {Version}", $"{version}");
        int length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12));
        if (length is < 0 or > MaximumDescription)
            throw form.Damaged(12, $"a description of at most {MaximumDescription} bytes", $"{length}");
        long count = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(16));
        if (count is < 0 or > NetworkDefinition.MaximumParameters)
            throw form.Damaged(16, $"at most {NetworkDefinition.MaximumParameters} parameters", $"{count}");

        byte[] description = form.Read(length);
        byte[] parameters = form.Read(checked((int)count * sizeof(float)));
        form.CheckChecksum();
        NetworkDefinition definition = NetworkDescription.FromJson(description, $"{name}, byte {HeaderLength}");
        if (definition.CountParameters() != count)
            throw form.Damaged(16, $"{definition.CountParameters()} parameters, as in its layers", $"{count}");
        float[] values = new float[count];
        BinaryForm.ToFloats(parameters, values);
        return Network.Create(definition, values);
    }
}
