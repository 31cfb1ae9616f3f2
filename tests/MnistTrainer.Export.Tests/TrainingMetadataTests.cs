using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export.Tests;

/// <summary>What was trained, such as the origin of a label, is in files of weights as it is in ONNX, and does not keep them from being imported.</summary>
public sealed class TrainingMetadataTests
{
    private static readonly Network Trained = Networks
        .Random([new Dense(3, Activation.Softmax)])
        .WithMetadata(ImmutableSortedDictionary<string, string>.Empty.Add("dataset", "숫자").Add("labelOrigin", "1600000000.5"));

    [Fact]
    public void Are_in_the_metadata_of_safetensors()
    {
        MemoryStream stream = new();
        SafetensorsFile.Write(Trained, stream);
        byte[] file = stream.ToArray();
        JsonElement metadata = JsonDocument
            .Parse(file.AsMemory(8, (int)BitConverter.ToInt64(file)))
            .RootElement.GetProperty("__metadata__");
        Assert.Equal(
            ("1600000000.5", "숫자"),
            (metadata.GetProperty("fact.labelOrigin").GetString(), metadata.GetProperty("fact.dataset").GetString())
        );
        stream.Position = 0;
        Assert.Equal(Trained.Definition.Metadata, SafetensorsFile.Read(stream, "file").Definition.Metadata);
    }

    /// <summary>NumPy's text has four bytes for each character.</summary>
    [Fact]
    public void Are_texts_among_the_arrays_of_npz()
    {
        MemoryStream stream = new();
        NpzFile.Write(Trained, stream);
        using (ZipArchive zip = new(stream, ZipArchiveMode.Read, leaveOpen: true))
        {
            Assert.Equal(("<U12", "1600000000.5"), TextOf(zip, "fact.labelOrigin.npy"));
            Assert.Equal(("<U2", "숫자"), TextOf(zip, "fact.dataset.npy"));
        }

        stream.Position = 0;
        Assert.Equal(Trained.Definition.Metadata, NpzFile.Read(stream, "file").Definition.Metadata);
    }

    private static (string Type, string Text) TextOf(ZipArchive zip, string name)
    {
        using Stream entry = zip.GetEntry(name)!.Open();
        using MemoryStream all = new();
        entry.CopyTo(all);
        byte[] bytes = all.ToArray();
        int header = 10 + BitConverter.ToUInt16(bytes, 8);
        string description = Encoding.ASCII.GetString(bytes, 10, header - 10);
        Assert.Contains("'shape': ()", description, StringComparison.Ordinal);
        return (description.Split('\'')[3], Encoding.UTF32.GetString(bytes.AsSpan(header)));
    }
}
