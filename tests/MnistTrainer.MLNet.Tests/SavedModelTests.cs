using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Models are saved in ML.NET's zip format and loaded in another process, bit for bit.</summary>
public sealed class SavedModelTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Another_process_gives_the_same_bits()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(90, KoreanNames));
        ITransformer model = _context.Transforms.NormalizeMinMax("Features").Append(Pipeline(_context, Options(3))).Fit(data);
        _context.Model.Save(model, data.Schema, _folder["model.zip"]);

        Row[] rows = Blobs(20, KoreanNames, seed: 99);
        using PredictionEngine<Row, Prediction> engine = _context.Model.CreatePredictionEngine<Row, Prediction>(model);
        IEnumerable<string> expected = rows.Select(row => engine.Predict(row))
            .Select(prediction =>
                $"{prediction.PredictedLabel} {string.Join(' ', prediction.Score.Select(score => $"{BitConverter.SingleToUInt32Bits(score):x8}"))}"
            );
        Assert.Equal(expected, await RunLoadProgram(_folder["model.zip"], rows));
    }

    /// <summary>ML.NET finds the loader of each network in a model of several by the name of its assembly.</summary>
    [Fact]
    public async Task Another_process_loads_a_network_for_each_class()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(90, KoreanNames));
        ITransformer model = _context
            .Transforms.Conversion.MapValueToKey("Label")
            .Append(
                _context.MulticlassClassification.Trainers.OneVersusAll(_context.BinaryClassification.Trainers.NeuralNetwork(Options()))
            )
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(data);
        _context.Model.Save(model, data.Schema, _folder["model.zip"]);
        Row[] rows = Blobs(9, KoreanNames, seed: 99);
        string[] lines = await RunLoadProgram(_folder["model.zip"], rows);
        Assert.Equal(rows.Select(row => row.Label), lines.Select(line => line.Split(' ')[0]));
    }

    /// <summary>Older versions wrote the full name of the assembly, with its version, into the model.</summary>
    [Fact]
    public async Task Another_process_loads_a_model_of_an_older_version()
    {
        string model = Path.Combine(AppContext.BaseDirectory, "SavedModels", "multiclass-1.zip");
        Row[] rows = Blobs(9, KoreanNames);
        string[] lines = await RunLoadProgram(model, rows);
        Assert.Equal(rows.Select(row => row.Label), lines.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void Loads_a_model_without_a_chain()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Images(60));
        NeuralNetworkTransformer model = _context.MulticlassClassification.Trainers.NeuralNetwork(Options(2)).Fit(data);
        NeuralNetworkModel.Save(_context, model, data.Schema, _folder["model.zip"]);
        MLContext other = new();
        other.RegisterNeuralNetwork();
        other.RegisterNeuralNetwork();
        ITransformer loaded = other.Model.Load(_folder["model.zip"], out DataViewSchema schema);
        Assert.Equal(["Features", "Label"], schema.Select(column => column.Name));
        Assert.Equal(ScoresOf(model.Transform(data)), ScoresOf(loaded.Transform(data)));
        Assert.Null(Assert.IsType<NeuralNetworkTransformer>(loaded).Training);
    }

    [Fact]
    public void Any_context_loads_without_registration()
    {
        SaveModel();
        Assert.IsType<NeuralNetworkTransformer>(new MLContext().Model.Load(_folder["model.zip"], out DataViewSchema schema));
        Assert.Equal(["Features", "Label"], schema.Select(column => column.Name));
    }

    [Fact]
    public void Gives_the_same_bytes_for_any_number_of_threads()
    {
        byte[] Saved(int threads, string name)
        {
            NeuralNetworkTrainer.Options options = Options(2);
            SamplesDataView data = _context.Data.LoadFromSamples(Images(300));
            NeuralNetworkTransformer model = _context
                .MulticlassClassification.Trainers.NeuralNetwork(
                    options with
                    {
                        Training = options.Training with { Threads = threads, BatchSize = 64 },
                    }
                )
                .Fit(data);
            NeuralNetworkModel.Save(_context, model, data.Schema, _folder[name]);
            return File.ReadAllBytes(_folder[name]);
        }

        byte[] first = Saved(1, "1.zip");
        Assert.Equal(first, Saved(1, "new-folder/again.zip"));
        Assert.Equal(first, Saved(2, "2.zip"));
        Assert.Equal(first, Saved(3, "3.zip"));
        using ZipArchive zip = ZipFile.OpenRead(_folder["1.zip"]);
        Assert.All(zip.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));
    }

    [Fact]
    public void Saves_metadata_with_the_network()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Images(60));
        NeuralNetworkTransformer model = _context.MulticlassClassification.Trainers.NeuralNetwork(Options(2)).Fit(data);
        model = model.WithMetadata(model.Model.Definition.Metadata.Add("data", "eight by eight"));
        NeuralNetworkModel.Save(_context, model, data.Schema, _folder["model.zip"]);
        Assert.Equal(
            [new("data", "eight by eight"), new("epochs", "2"), new("seed", "5"), new("trainCount", "60")],
            ModelFile.Load(_folder["model.zip"]).Definition.Metadata
        );
    }

    [Fact]
    public void ML_NET_rejects_a_damaged_network()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Images(60));
        NeuralNetworkModel.Save(
            _context,
            _context.MulticlassClassification.Trainers.NeuralNetwork(Options(1)).Fit(data),
            data.Schema,
            _folder["model.zip"]
        );
        byte[] bytes = File.ReadAllBytes(_folder["model.zip"]);
        bytes[bytes.AsSpan().IndexOf(NetworkFile.Magic) + 1500] ^= 1;
        File.WriteAllBytes(_folder["model.zip"], bytes);
        Exception exception = Assert.ThrowsAny<Exception>(() => _context.Model.Load(_folder["model.zip"], out _));
        Assert.Contains("checksum", Assert.IsType<InvalidInputException>(exception.GetBaseException()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loads_with_our_method()
    {
        SaveModel();
        ITransformer model = NeuralNetworkModel.Load(new MLContext(), _folder["model.zip"], out DataViewSchema schema);
        Assert.IsType<NeuralNetworkTransformer>(model);
        Assert.Equal(["Features", "Label"], schema.Select(column => column.Name));
    }

    [Theory]
    [InlineData("missing.zip", "a model, found no file. Check the path, or save a model there with NeuralNetworkModel.Save.")]
    [InlineData("text.zip", "a model that ML.NET saved")]
    [InlineData("damaged.zip", "checksum")]
    [InlineData("newer.zip", "Load it with the version of MnistTrainer.MLNet that saved it, or a newer one.")]
    public void Reports_a_file_that_does_not_load_with_a_remedy(string name, string words)
    {
        SaveModel();
        File.WriteAllText(_folder["text.zip"], "not a zip");
        Rewrite("damaged.zip", bytes => bytes[bytes.AsSpan().IndexOf(NetworkFile.Magic) + 1500] ^= 1);

        // ML.NET's header of our part: the signature, the format written, and the oldest format that can read it.
        Rewrite("newer.zip", bytes => bytes[bytes.AsSpan().IndexOf("NNETWORK"u8) + 12 + 2] = 9);
        string message = Assert.Throws<InvalidInputException>(() => NeuralNetworkModel.Load(_context, _folder[name], out _)).Message;
        Assert.StartsWith(_folder[name], message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_a_path_that_cannot_be_written_and_leaves_no_file()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Images(60));
        NeuralNetworkTransformer model = _context.MulticlassClassification.Trainers.NeuralNetwork(Options(1)).Fit(data);
        Directory.CreateDirectory(_folder["taken"]);
        string message = Assert
            .Throws<InvalidInputException>(() => NeuralNetworkModel.Save(_context, model, data.Schema, _folder["taken"]))
            .Message;
        Assert.StartsWith(_folder["taken"], message, StringComparison.Ordinal);
        Assert.Equal([_folder["taken"]], Directory.GetFileSystemEntries(_folder.Path));
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

    private void Rewrite(string name, Action<byte[]> change)
    {
        byte[] bytes = File.ReadAllBytes(_folder["model.zip"]);
        change(bytes);
        File.WriteAllBytes(_folder[name], bytes);
    }

    private static async Task<string[]> RunLoadProgram(string model, Row[] rows)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "MnistTrainer.MLNet.LoadProgram.dll"), model])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using Process process = Process.Start(start)!;
        foreach (Row row in rows)
            await process.StandardInput.WriteLineAsync(
                string.Join(' ', row.Features.Select(value => value.ToString(CultureInfo.InvariantCulture)))
            );
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
