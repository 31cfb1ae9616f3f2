using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export.Tests;

/// <summary>Other programs give columns the same functions of waves.</summary>
public sealed class PeriodicEmbeddingExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A flag, dollars of which some are missing, and numbers that are mostly 0: the last two have waves.</summary>
    private static float[][] Table(int rows, int seed)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable
                .Range(0, rows)
                .Select(row =>
                    (float[])[random.Next(2), row % 9 == 3 ? float.NaN : 1000 * random.NextSingle(), row % 5 < 3 ? 0 : random.NextSingle()]
                ),
        ];
    }

    private static Network Create(int members)
    {
        Samples<float> samples = new(Shape.Vector(3), [.. Table(500, 1).SelectMany(row => row)], null, []);
        FeatureStatistics statistics = FeatureStatistics.Of(samples);
        Assert.Contains(statistics.FrontLayers, layer => layer is PeriodicEmbedding { Columns: 2 });
        NetworkDefinition definition = new()
        {
            InputShape = samples.Shape,
            Layers = [.. statistics.FrontLayers, new Dense(5, Activation.ReLU), new Dense(3, Activation.Softmax)],
            ClassNames = ["a", "b", "c"],
            Scaling = InputScaling.None,
        };
        Network[] all = [.. Enumerable.Range(1, members).Select(seed => statistics.ApplyTo(Network.Create(definition, (ulong)seed)))];
        return members == 1 ? all[0] : Network.EnsembleOf(all);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ONNX_Runtime_gives_the_same_scores(int members)
    {
        Network network = Create(members);
        float[][] rows = [.. Table(60, 2), [1, float.NaN, 0], [0, -1e6f, 1e6f], [2, 500, 0.5f]];
        using OnnxSession session = new(network);
        float[][] scores = session.RunScores(rows);
        Assert.True(scores.Select(one => one[0]).Distinct().Count() > 40);
        foreach ((float[] row, float[] found) in rows.Zip(scores))
            Assert.All(Networks.Scores(network, row).Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Safetensors_and_npz_give_the_same_network_back()
    {
        Network network = Create(members: 1);
        foreach (ExportFormat format in (ExportFormat[])[ExportFormat.Safetensors, ExportFormat.Npz])
        {
            NetworkExport.Save(network, _folder["file"], format);
            Network read = NetworkImport.Load(_folder["file"]);
            Assert.Equal(network.Definition.Layers, read.Definition.Layers);
            Assert.Equal(network.Parameters.ToArray(), read.Parameters.ToArray());
        }
    }
}
