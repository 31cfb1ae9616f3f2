using MnistTrainer.NeuralNetwork;
using MnistTrainer.NeuralNetwork.Tests;

namespace MnistTrainer.Export.Tests;

/// <summary>Networks with every layer and every activation are written in every format, and give the same there.</summary>
public sealed class EveryMemberExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. EveryMember.OfNetworks];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void ONNX_Runtime_gives_the_same_scores(string name)
    {
        Network network = Networks.Random(EveryMember.LayersOf(name), new InputScaling(-0.5f, 1f / 255));
        float[][] rows = Networks.Rows(30);
        using OnnxSession session = new(network);
        foreach ((float[] row, float[] scores) in rows.Zip(session.RunScores(rows)))
            Assert.All(Networks.Scores(network, row).Zip(scores), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Safetensors_and_npz_give_the_same_network_back(string name)
    {
        Network network = Networks.Random(EveryMember.LayersOf(name));
        foreach (ExportFormat format in (ExportFormat[])[ExportFormat.Safetensors, ExportFormat.Npz])
        {
            NetworkExport.Save(network, _folder["file"], format);
            Assert.Equal(network.Parameters.ToArray(), NetworkImport.Load(_folder["file"]).Parameters.ToArray());
            Assert.Equal(network.Parameters.ToArray(), NetworkImport.Load(_folder["file"], network.Definition).Parameters.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_parameter_is_in_one_tensor(string name)
    {
        NetworkDefinition definition = Networks.Random(EveryMember.LayersOf(name)).Definition;
        Assert.Equal(definition.CountParameters(), TensorPlace.AllOf(definition).Sum(place => place.Count));
    }
}
