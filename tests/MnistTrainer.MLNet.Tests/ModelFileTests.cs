using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Networks are read from ML.NET model files without ML.NET. Other files are rejected.</summary>
public sealed class ModelFileTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_the_network_of_a_transformer_and_of_a_chain(bool isChain)
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Images(60));
        NeuralNetworkTrainer trainer = _context.MulticlassClassification.Trainers.NeuralNetwork(Options(2));
        ITransformer model = isChain
            ? trainer.Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(data)
            : trainer.Fit(data);
        _context.Model.Save(model, data.Schema, _folder["model.zip"]);

        Network network = ModelFile.Load(_folder["model.zip"]);
        Assert.Equal(Shape.Image(8, 8), network.Definition.InputShape);
        Assert.Equal(InputScaling.Unit, network.Definition.Scaling);
        Assert.Equal(["bar", "pole", "ring"], network.Definition.ClassNames);
        float[] scores = new float[3];
        using Scorer scorer = new(network);
        scorer.Score(Images(60).Row(0), scores);
        Assert.Equal(ScoresOf(model.Transform(data))[..3], scores);
    }

    [Fact]
    public void Rejects_a_damaged_model()
    {
        SaveModel();
        byte[] bytes = File.ReadAllBytes(_folder["model.zip"]);
        int network = bytes.AsSpan().IndexOf(NetworkFile.Magic);
        bytes[network + 1500] ^= 1;
        AssertRejected("model.zip", bytes, "Model.key, byte", "checksum");
        bytes[network + 8] = 77;
        AssertRejected("model.zip", bytes, "byte 8", "version 77");
        AssertRejected("model.zip", bytes[..(bytes.Length / 2)], "a zip file", "cannot be unpacked");
    }

    [Fact]
    public void Rejects_files_that_are_not_models()
    {
        AssertRejected("empty.zip", [], "a zip file");
        AssertRejected("text.zip", "not a zip"u8.ToArray(), "a zip file", "found a text file");
        AssertRejected("m.safetensors", [16, 0, 0, 0, 0, 0, 0, 0, .. "{\"a\":{}}       "u8], "found a safetensors file", "mnist import");
        AssertRejected("m.onnx", [8, 8, 0x12, 7, .. "pytorch"u8], "found an ONNX model", "safetensors or npz");
        AssertRejected("m.h5", [0x89, .. "HDF\r\n\x1A\n"u8], "found an HDF5 file");
        AssertRejected("m.png", [0x89, .. "PNG\r\n\x1A\n"u8], "found a PNG image");
        AssertRejected("m.bin", [3, 1, 4, 1, 5, 9, 2, 6], "found a file of another kind");
        using (ZipArchive zip = ZipFile.Open(_folder["m.npz"], ZipArchiveMode.Create))
            zip.CreateEntry("0.weight.npy");
        AssertRejected("m.npz", File.ReadAllBytes(_folder["m.npz"]), "found an npz file (NumPy)", "mnist import");
        using (ZipArchive zip = ZipFile.Open(_folder["other.zip"], ZipArchiveMode.Create))
        {
            using Stream entry = zip.CreateEntry("Model.key").Open();
            entry.Write("MNISTNE"u8);
        }

        AssertRejected("other.zip", File.ReadAllBytes(_folder["other.zip"]), "a model with a neural network", "without one");
        Assert.Contains(
            "nothing there",
            Assert.Throws<InvalidInputException>(() => ModelFile.Load(_folder["missing.zip"])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "a folder",
            Assert.Throws<InvalidInputException>(() => ModelFile.Load(_folder.Path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Rejects_a_model_of_another_trainer()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Images(60));
        _context.Model.Save(_context.MulticlassClassification.Trainers.NaiveBayes().Fit(data), data.Schema, _folder["bayes.zip"]);
        AssertRejected("bayes.zip", File.ReadAllBytes(_folder["bayes.zip"]), "a model with a neural network", "without one");
    }

    /// <summary>Whoever has the network alone would give it features as they are, and get answers to others.</summary>
    [Fact]
    public void Rejects_a_model_with_a_step_that_changes_the_features()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(60, KoreanNames));
        var network = _context
            .Transforms.Conversion.MapValueToKey("Label")
            .Append(_context.Transforms.Concatenate("Features", "Features"))
            .Append(_context.MulticlassClassification.Trainers.NeuralNetwork(Options(1)))
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        _context.Model.Save(network.Fit(data), data.Schema, _folder["plain.zip"]);
        Assert.Equal(3, ModelFile.Load(_folder["plain.zip"]).Definition.ClassNames.Length);

        // A chain of harmless steps before the network is harmless, too.
        var prepared = _context
            .Transforms.Conversion.MapValueToKey("Label")
            .Append(_context.Transforms.CopyColumns("Other", "Features"))
            .Fit(data);
        ITransformer trained = _context.MulticlassClassification.Trainers.NeuralNetwork(Options(1)).Fit(prepared.Transform(data));
        _context.Model.Save(new TransformerChain<ITransformer>(prepared, trained), data.Schema, _folder["nested.zip"]);
        Assert.Equal(3, ModelFile.Load(_folder["nested.zip"]).Definition.ClassNames.Length);

        // As a step of the chain, and before a chain that is a step.
        Save("normalized.zip", _context.Transforms.NormalizeMinMax("Features").Append(network));
        Save(
            "filled.zip",
            _context
                .Transforms.CopyColumns("Other", "Features")
                .Append(_context.Transforms.ReplaceMissingValues("Features"))
                .Append(network)
        );
        AssertSteps("normalized.zip", "the step Normalizer before the network");
        AssertSteps("filled.zip", "before the network, which is not part of the network", "mlContext.Model.Load");

        void Save(string name, IEstimator<ITransformer> pipeline) => _context.Model.Save(pipeline.Fit(data), data.Schema, _folder[name]);

        void AssertSteps(string name, params string[] words)
        {
            string message = Assert.Throws<InvalidInputException>(() => ModelFile.Load(_folder[name])).Message;
            Assert.StartsWith($"{_folder[name]}, TransformerChain/", message, StringComparison.Ordinal);
            Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Rejects_a_model_with_two_networks()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(60, KoreanNames));
        NeuralNetworkTrainer trainer = _context.MulticlassClassification.Trainers.NeuralNetwork(Options(1));
        ITransformer both = _context.Transforms.Conversion.MapValueToKey("Label").Append(trainer).Append(trainer).Fit(data);
        _context.Model.Save(both, data.Schema, _folder["both.zip"]);
        string message = Assert.Throws<InvalidInputException>(() => ModelFile.Load(_folder["both.zip"])).Message;
        Assert.Contains("expected a model with one neural network, found one with 2: TransformerChain/", message, StringComparison.Ordinal);
    }

    /// <summary>ML.NET loads the assembly that a model names: with a version, no older package could read what a newer one saved.</summary>
    [Fact]
    public void A_model_names_the_assembly_without_its_version()
    {
        SaveModel();
        using ZipArchive zip = ZipFile.OpenRead(_folder["model.zip"]);
        string[] models =
        [
            .. zip
                .Entries.Where(entry => entry.Name == "Model.key")
                .Select(entry =>
                {
                    using Stream content = entry.Open();
                    using MemoryStream bytes = new();
                    content.CopyTo(bytes);
                    return Encoding.Latin1.GetString(bytes.ToArray()).Replace("\0", "", StringComparison.Ordinal);
                })
                .Where(text => text.Contains("NNETWORK", StringComparison.Ordinal)),
        ];
        string model = Assert.Single(models);
        Assert.Contains("MnistTrainer.MLNet", model, StringComparison.Ordinal);
        Assert.DoesNotContain("Version=", model, StringComparison.Ordinal);
        Assert.Equal(new Version(1, 0, 0, 0), typeof(NeuralNetworkTrainer).Assembly.GetName().Version);
    }

    private void SaveModel()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Images(60));
        NeuralNetworkModel.Save(
            _context,
            _context.MulticlassClassification.Trainers.NeuralNetwork(Options(1)).Fit(data),
            data.Schema,
            _folder["model.zip"]
        );
    }

    private void AssertRejected(string name, byte[] content, params string[] words)
    {
        File.WriteAllBytes(_folder[name], content);
        string message = Assert.Throws<InvalidInputException>(() => ModelFile.Load(_folder[name])).Message;
        Assert.StartsWith(_folder[name], message, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }
}
