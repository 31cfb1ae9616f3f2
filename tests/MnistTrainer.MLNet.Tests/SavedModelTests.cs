using Microsoft.ML;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.Problems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>A model is saved into ML.NET's own zip and read back from it, by ML.NET and without it.</summary>
public sealed class SavedModelTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-mlnet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_chain_loads_in_another_context_with_the_same_scores()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(60, KoreanNames));
        ITransformer model = Pipeline(_context, Options(3)).Fit(data);
        _context.Model.Save(model, data.Schema, Path("a.zip"));
        MLContext other = new(2);
        other.RegisterNeuralNetwork();
        ITransformer loaded = other.Model.Load(Path("a.zip"), out DataViewSchema schema);
        Assert.Equal(2, schema.Count);
        Assert.Equal(Scores(model.Transform(data)), Scores(loaded.Transform(data)));
    }

    [Fact]
    public void The_network_is_read_without_ML_NET()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Pictures(100));
        NeuralNetworkTransformer model = _context.MulticlassClassification.Trainers.NeuralNetwork(Options(3)).Fit(data);
        _context.Model.Save(model, data.Schema, Path("a.zip"));
        Network network = ModelFile.Load(Path("a.zip"));
        Assert.Equal(Shape.Picture(8, 8), network.Definition.InputShape);
        Assert.Equal(InputScaling.Unit, network.Definition.Scaling);
        Assert.True(network.Parameters.SequenceEqual(model.Model.Parameters));
    }

    private static float[] Scores(IDataView scored) =>
        [.. Microsoft.ML.Data.ColumnCursorExtensions.GetColumn<float[]>(scored, "Score").SelectMany(scores => scores)];

    private string Path(string name) => System.IO.Path.Combine(_folder, name);
}
