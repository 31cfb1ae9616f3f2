using Microsoft.ML;
using MnistTrainer.NeuralNetwork.Tests;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Every layer, activation, loss, optimizer and schedule of the core trains in ML.NET's pipeline, and its model is saved and loaded.</summary>
public sealed class EveryMemberPipelineTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. EveryMember.Trainable];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Trains_saves_and_loads(string name)
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Images(60));
        NeuralNetworkTrainer.Options options = new() { Layers = EveryMember.LayersOf(name), Training = EveryMember.TrainingOf(name) };
        NeuralNetworkTransformer model = _context.MulticlassClassification.Trainers.NeuralNetwork(options).Fit(data);
        Assert.Equal(EveryMember.LayersOf(name).Select(layer => layer.Kind), model.Model.Definition.Layers.Select(layer => layer.Kind));

        NeuralNetworkModel.Save(_context, model, data.Schema, _folder["model.zip"]);
        MLContext other = new();
        ITransformer loaded = other.Model.Load(_folder["model.zip"], out _);
        Assert.Equal(ScoresOf(model.Transform(data)), ScoresOf(loaded.Transform(data)));
    }
}
