using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.ML;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Loading a damaged model gives the model or one of our messages, quickly and with little memory.</summary>
public sealed class SavedModelFuzzTests
{
    private const int MaximumMemory = 4 << 20;

    // All 100,000 mutations take minutes. Set MNIST_TRAINER_FULL_FUZZ=1 to run them.
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("MNIST_TRAINER_FULL_FUZZ") == "1";
    private static readonly int MutatedZips = IsFull ? 100_000 : 4_000;
    private static readonly int MutatedStreams = IsFull ? 100_000 : 500;
    private static readonly Lazy<byte[]> Saved = new(() =>
    {
        MLContext context = new(1);
        IDataView data = context.Data.LoadFromEnumerable(Blobs(30, ["a", "b", "c"]));
        ITransformer model = context
            .Transforms.Conversion.MapValueToKey("Label")
            .Append(context.MulticlassClassification.Trainers.NeuralNetwork(Options(1) with { HiddenUnits = [3] }))
            .Fit(data);
        MemoryStream zip = new();
        context.Model.Save(model, data.Schema, zip);
        return zip.ToArray();
    });

    private readonly MLContext _context = new(1);

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Reads_the_network_of_a_damaged_zip_or_rejects_it(CompressionLevel compression)
    {
        byte[] zip = Zipped(compression, content => content);
        byte[] saved = Bytes(ModelFile.Load(new MemoryStream(zip), "model.zip"));
        for (int length = 0; length < zip.Length; length++)
            Assert.Null(Load(zip[..length]));
        Mutations mutations = new(zip, seed: 5);
        int networks = 0;
        for (int i = 0; i < MutatedZips; i++)
        {
            // Damage to other parts of the zip does not affect the network.
            if (Load(mutations.Next()) is not Network network)
                continue;
            Assert.Equal(saved, Bytes(network));
            networks++;
        }

        Assert.InRange(networks, MutatedZips / 100, MutatedZips);
    }

    /// <summary>ML.NET wraps our exception in its own. Damage to its own parts of the file is not tested.</summary>
    [Fact]
    public void ML_NET_loads_a_damaged_network_or_wraps_our_message()
    {
        byte[] stream = [];
        Zipped(CompressionLevel.NoCompression, content => stream = content);

        // ML.NET's header contains the offset and length of our part; names follow it.
        int from = (int)BinaryPrimitives.ReadInt64LittleEndian(stream.AsSpan(16)),
            length = (int)BinaryPrimitives.ReadInt64LittleEndian(stream.AsSpan(24));
        Assert.Equal(from, stream.AsSpan().IndexOf(NetworkFile.Magic));
        Mutations mutations = new(stream[from..(from + length)], seed: 6);
        int loaded = 0;
        for (int i = 0; i < MutatedStreams; i++)
        {
            byte[] mutation = mutations.Next();
            Array.Resize(ref mutation, length);
            byte[] zip = Zipped(
                CompressionLevel.NoCompression,
                content => [.. content[..from], .. mutation, .. content[(from + length)..]]
            );
            try
            {
                _context.Model.Load(new MemoryStream(zip), out _);
                loaded++;
            }
            catch (Exception error)
            {
                Assert.StartsWith("the network in the model", Ours(error).Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(loaded, 0, MutatedStreams / 10);
    }

    private static InvalidInputException Ours(Exception error)
    {
        for (Exception? inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is InvalidInputException ours)
                return ours;
        }

        throw new InvalidOperationException("The exception contains no InvalidInputException.", error);
    }

    private static Network? Load(byte[] zip)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return ModelFile.Load(new MemoryStream(zip), "model.zip");
        }
        catch (InvalidInputException error)
        {
            Assert.StartsWith("model.zip", error.Message, StringComparison.Ordinal);
            return null;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaximumMemory);
        }
    }

    /// <summary>A small saved model in which the part with the network is replaced.</summary>
    private static byte[] Zipped(CompressionLevel compression, Func<byte[], byte[]> replace)
    {
        using ZipArchive source = new(new MemoryStream(Saved.Value));
        MemoryStream result = new();
        using (ZipArchive copy = new(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in source.Entries)
            {
                using Stream from = entry.Open();
                MemoryStream content = new();
                from.CopyTo(content);
                bool isOurs = content.ToArray().AsSpan().IndexOf(NetworkFile.Magic) >= 0;
                using Stream to = copy.CreateEntry(entry.FullName, compression).Open();
                to.Write(isOurs ? replace(content.ToArray()) : content.ToArray());
            }
        }

        return result.ToArray();
    }

    private static byte[] Bytes(Network network)
    {
        MemoryStream stream = new();
        NetworkFile.Write(network, stream);
        return stream.ToArray();
    }
}
