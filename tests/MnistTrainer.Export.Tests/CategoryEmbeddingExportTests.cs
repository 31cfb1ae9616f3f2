using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export.Tests;

/// <summary>Other programs give the values of categories the same vectors, those without one included.</summary>
public sealed class CategoryEmbeddingExportTests : IDisposable
{
    private static readonly CategoryEmbedding Layer = new([3, 3, 40], Width: 5);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Numbers and three keys, of which some are missing, not whole or too large; the last category has only 30 of its 40 values.</summary>
    private static float[][] Table(int rows, int seed, bool missing)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable
                .Range(0, rows)
                .Select(row =>
                    (float[])
                        [
                            1000 * random.NextSingle(),
                            row % 9 == 3 ? float.NaN : random.NextSingle(),
                            random.Next(missing ? 0 : 1, 4),
                            random.Next(missing ? 0 : 1, 4),
                            random.Next(missing ? 0 : 1, 31),
                        ]
                ),
        ];
    }

    private static Network Create(bool missing, int members)
    {
        float[][] rows = Table(300, 1, missing);
        Samples<float> samples = new(Shape.Vector(5), [.. rows.SelectMany(row => row)], null, []),
            numbers = new(Shape.Vector(2), [.. rows.SelectMany(row => row[..2])], null, []);
        FeatureStatistics statistics = FeatureStatistics.Of(numbers).Before(3 + 3 + 5);
        NetworkDefinition definition = new()
        {
            InputShape = samples.Shape,
            Layers = [Layer, .. statistics.FrontLayers, new Dense(5, Activation.ReLU), new Dense(3, Activation.Softmax)],
            ClassNames = ["a", "b", "c"],
            Scaling = InputScaling.None,
        };
        Network[] all =
        [
            .. Enumerable
                .Range(1, members)
                .Select(seed => statistics.ApplyTo(CategoryStatistics.Of(Layer, samples).ApplyTo(Network.Create(definition, (ulong)seed)))),
        ];
        return members == 1 ? all[0] : Network.EnsembleOf(all);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(true, 3)]
    public void ONNX_Runtime_gives_the_same_scores(bool missing, int members)
    {
        Network network = Create(missing, members);
        float[][] rows =
        [
            .. Table(60, 2, missing: true),
            [1, 0.5f, 4, 1, 35],
            [1, 0.5f, 1, 2, 41],
            [1, 0.5f, 1.5f, 3, -3],
            [1, 0.5f, float.NaN, 3, 4294967295f],
        ];
        using OnnxSession session = new(network);
        float[][] scores = session.RunScores(rows);
        Assert.True(scores.Select(one => one[0]).Distinct().Count() > 40);
        foreach ((float[] row, float[] found) in rows.Zip(scores))
            Assert.All(Networks.Scores(network, row).Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Safetensors_and_npz_give_the_same_network_back()
    {
        Network network = Create(missing: true, members: 1);
        foreach (ExportFormat format in (ExportFormat[])[ExportFormat.Safetensors, ExportFormat.Npz])
        {
            NetworkExport.Save(network, _folder["file"], format);
            Network read = NetworkImport.Load(_folder["file"]);
            Assert.Equal(network.Definition.Layers, read.Definition.Layers);
            Assert.Equal(network.Parameters.ToArray(), read.Parameters.ToArray());
        }
    }
}
