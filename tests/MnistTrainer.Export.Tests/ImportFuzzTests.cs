using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export.Tests;

/// <summary>Whatever happens to an imported file, reading it gives a network or an error message, quickly and in little memory.</summary>
public sealed class ImportFuzzTests
{
    private const int Mutated = 20_000;
    private const int MostMemory = 4 << 20;

    private delegate void Writer(Network network, Stream stream);

    private delegate Network Reader(Stream stream, string name, NetworkDefinition? definition = null);

    [Fact]
    public void Safetensors() => Fuzz(SafetensorsFile.Write, SafetensorsFile.Read);

    [Fact]
    public void Npz() => Fuzz(NpzFile.Write, NpzFile.Read);

    private static void Fuzz(Writer write, Reader read)
    {
        Network network = Networks.Random([
            new Dense(2, Activation.Identity),
            new BatchNormalization(Activation.Tanh),
            new Dense(3, Activation.Softmax),
        ]);
        byte[] bytes = Bytes(write, network);
        for (int length = 0; length < bytes.Length; length++)
            Assert.Null(Read(read, bytes[..length], definition: null));

        Mutations mutations = new(bytes, seed: 3);
        int networks = 0;
        for (int i = 0; i < Mutated; i++)
        {
            if (Read(read, mutations.Next(), i % 2 == 0 ? network.Definition : null) is not Network mutated)
                continue;

            // What was read is a whole network: it can be written and read again.
            byte[] again = Bytes(write, mutated);
            Assert.Equal(again, Bytes(write, Read(read, again, definition: null)!));
            networks++;
        }

        Assert.InRange(networks, Mutated / 1000, Mutated / 2);
    }

    private static Network? Read(Reader read, byte[] bytes, NetworkDefinition? definition)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return read(new MemoryStream(bytes), "weights", definition);
        }
        catch (InvalidInputException error)
        {
            Assert.StartsWith("weights", error.Message, StringComparison.Ordinal);
            return null;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostMemory);
        }
    }

    private static byte[] Bytes(Writer write, Network network)
    {
        MemoryStream stream = new();
        write(network, stream);
        return stream.ToArray();
    }
}
