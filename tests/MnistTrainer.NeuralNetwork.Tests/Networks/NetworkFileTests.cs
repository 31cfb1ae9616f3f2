using System.Buffers.Binary;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class NetworkFileTests
{
    [Fact]
    public void Reads_back_the_same_bits()
    {
        Network network = Sample();
        Network read = NetworkFile.Read(new MemoryStream(Bytes(network)), "m");
        Assert.True(network.Parameters.SequenceEqual(read.Parameters));
        Assert.Equal(network.Definition.InputShape, read.Definition.InputShape);
        Assert.Equal(network.Definition.Scaling, read.Definition.Scaling);
        Assert.Equal(network.Definition.ClassNames, read.Definition.ClassNames);
        Assert.Equal(network.Definition.Layers, read.Definition.Layers);
        Assert.Equal(network.Definition.Metadata, read.Definition.Metadata);
        Assert.Equal(Bytes(network), Bytes(read));
    }

    /// <summary>A file of version 1: its description says facts where version 2 says metadata.</summary>
    [Fact]
    public void Reads_version_1()
    {
        Network network = Sample();
        byte[] description = [.. NetworkDescription.ToJson(network.Definition)];
        string text = System.Text.Encoding.UTF8.GetString(description).Replace("\"metadata\":", "\"facts\":", StringComparison.Ordinal);
        byte[] older = System.Text.Encoding.UTF8.GetBytes(text);
        MemoryStream file = new();
        file.Write("MNISTNET"u8);
        using (BinaryWriter writer = new(file, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(1);
            writer.Write(older.Length);
            writer.Write((long)network.ParameterCount);
            writer.Write(older);
            foreach (float parameter in network.Parameters)
                writer.Write(parameter);
        }

        file.Write(System.Security.Cryptography.SHA256.HashData(file.ToArray()));
        file.Position = 0;
        Network read = NetworkFile.Read(file, "old");
        Assert.Equal(network.Definition.Metadata, read.Definition.Metadata);
        Assert.Equal(Bytes(network), Bytes(read));
    }

    [Fact]
    public void Rejects_a_network_of_the_next_version()
    {
        byte[] bytes = Bytes(Sample());
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), 4);
        Assert.StartsWith(
            "m.zip, byte 8: expected version 3 or older, found version 4.",
            Assert.Throws<InvalidInputException>(() => NetworkFile.Read(new MemoryStream(bytes), "m.zip")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Rejects_a_truncated_file_with_the_byte_offset()
    {
        byte[] bytes = Bytes(Sample());
        for (int length = 0; length < bytes.Length; length++)
        {
            InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
                NetworkFile.Read(new MemoryStream(bytes, 0, length), "m.zip")
            );
            Assert.StartsWith($"m.zip, byte {length}:", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Detects_a_change_of_any_byte()
    {
        byte[] bytes = Bytes(Sample());
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x40;
            Assert.Throws<InvalidInputException>(() => NetworkFile.Read(new MemoryStream(bytes), "m"));
            bytes[i] ^= 0x40;
        }
    }

    [Fact]
    public void False_claims_of_size_cost_no_memory()
    {
        byte[] bytes = Bytes(Sample())[..100];
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), NetworkDefinition.MaximumParameters);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), 10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidInputException>(() => NetworkFile.Read(new MemoryStream(bytes), "m"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    private static byte[] Bytes(Network network)
    {
        MemoryStream stream = new();
        NetworkFile.Write(network, stream);
        return stream.ToArray();
    }

    private static Network Sample()
    {
        NetworkDefinition definition = NetworkDefinition.Dense(
            new Shape(1, 2, 3),
            [4, 3],
            ["영", "one", "2"],
            Activation.LeakyReLU(0.3f),
            Activation.Sigmoid,
            useBias: false
        ) with
        {
            Scaling = InputScaling.Book,
        };
        return Network.Create(definition with { Metadata = definition.Metadata.Add("data", "숫자").Add("epochs", "3") }, 5);
    }
}
