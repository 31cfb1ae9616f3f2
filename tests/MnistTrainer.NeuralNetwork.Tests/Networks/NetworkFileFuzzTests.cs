using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>
/// Whatever happens to a saved network, reading it gives a network or an error message, quickly and in little memory. Some damaged files get
/// valid lengths and a valid checksum, as an attacker would write; the checks behind those must hold as well.
/// </summary>
public sealed class NetworkFileFuzzTests
{
    private const int Mutated = 100_000;
    private const int HeaderLength = 24;
    private const int MostMemory = 2 << 20;

    [Fact]
    public void Rejects_every_truncation_even_with_a_correct_checksum()
    {
        byte[] bytes = Bytes(Sample());
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Null(Read(bytes[..length]));
            Assert.Null(Read(WithChecksum(bytes[..length])));
        }
    }

    [Fact]
    public void Survives_one_hundred_thousand_mutations()
    {
        byte[] bytes = Bytes(Sample());
        Mutations files = new(bytes, seed: 1),
            descriptions = new(bytes[HeaderLength..DescriptionEnd(bytes)], seed: 2);
        int networks = 0;
        for (int i = 0; i < Mutated; i++)
        {
            byte[] mutation = (i % 3) switch
            {
                0 => files.Next(),
                1 => WithChecksum(files.Next()),
                _ => WithDescription(bytes, descriptions.Next()),
            };
            if (Read(mutation) is not Network network)
                continue;

            // What was read is a whole network, which can be written and read again; without a forged checksum, it is the one that was saved.
            byte[] again = Bytes(network);
            Assert.Equal(again, Bytes(Read(again)!));
            Assert.True(i % 3 != 0 || again.SequenceEqual(bytes));
            networks++;
        }

        // Names, metadata and parameters can change without harm, so some forged files are networks; otherwise the test would have tested nothing.
        Assert.InRange(networks, Mutated / 100, Mutated / 2);
    }

    /// <summary>Sizes whose product is more than 2^63, so that it looks small or negative.</summary>
    [Theory]
    [InlineData("\"units\":2147483647,\"activation\":\"maxout(16)\",\"bias\":true")]
    [InlineData("\"units\":536870912,\"activation\":\"maxout(8)\",\"bias\":true")]
    public void Rejects_sizes_that_overflow(string layer)
    {
        string description = $$"""
            {"inputShape":[1,16384,16384],"scaling":{"offset":0,"factor":1},"layers":[{"kind":"dense",{{layer}},"initializer":"he"}],"classNames":["a"],"metadata":{} }
            """;
        Assert.Null(Read(WithDescription(Bytes(Sample()), Encoding.UTF8.GetBytes(description))));
    }

    private static Network? Read(byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return NetworkFile.Read(new MemoryStream(bytes), "model.zip");
        }
        catch (InvalidInputException error)
        {
            Assert.StartsWith("model.zip, byte ", error.Message, StringComparison.Ordinal);
            return null;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostMemory);
        }
    }

    private static int DescriptionEnd(byte[] bytes) => HeaderLength + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));

    /// <summary>The file with another description, with its length and checksum updated.</summary>
    private static byte[] WithDescription(byte[] bytes, byte[] description)
    {
        byte[] file = [.. bytes[..HeaderLength], .. description, .. bytes[DescriptionEnd(bytes)..]];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(12), description.Length);
        return WithChecksum(file);
    }

    private static byte[] WithChecksum(byte[] bytes)
    {
        if (bytes.Length < SHA256.HashSizeInBytes)
            return bytes;
        Span<byte> content = bytes.AsSpan(0, bytes.Length - SHA256.HashSizeInBytes);
        return [.. content, .. SHA256.HashData(content)];
    }

    private static byte[] Bytes(Network network)
    {
        MemoryStream stream = new();
        NetworkFile.Write(network, stream);
        return stream.ToArray();
    }

    private static Network Sample()
    {
        NetworkDefinition definition = new()
        {
            InputShape = new Shape(1, 2, 3),
            Layers =
            [
                new Dropout(0.1f),
                new Dense(3, Activation.Identity, UseBias: false),
                new BatchNormalization(Activation.ELU(0.5f)),
                new Dense(2, Activation.Maxout(3)),
                new Dense(2, Activation.Softmax),
            ],
            ClassNames = ["영", "1"],
            History =
            [
                new EpochResult
                {
                    Number = 1,
                    TrainLoss = 0.5,
                    TrainAccuracy = 0.75,
                    LearningRate = 0.1f,
                    GradientNorm = 2,
                },
            ],
        };
        return Network.Create(definition with { Metadata = definition.Metadata.Add("data", "숫자").Add("epochs", "3") }, 5);
    }
}
