using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export.Tests;

/// <summary>Other programs encode the columns of a table as this one does: scales, ramps, outliers and missing values.</summary>
public sealed class FeatureEncodingExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static float[][] Table(int rows)
    {
        Random random = new(2);
        return
        [
            .. Enumerable
                .Range(0, rows)
                .Select(row => (float[])[100_000 * random.NextSingle(), row % 3, row % 4 == 0 ? float.NaN : random.NextSingle(), row % 2]),
        ];
    }

    private static Network Encoded(int members)
    {
        float[][] rows = Table(500);
        Samples<float> samples = new(Shape.Vector(4), [.. rows.SelectMany(row => row)], null, []);
        FeatureStatistics statistics = FeatureStatistics.Of(samples, withWaves: false);
        NetworkDefinition definition = new()
        {
            InputShape = samples.Shape,
            Layers = [statistics.Layer, new Dense(5, Activation.ReLU), new Dense(3, Activation.Softmax)],
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
        Network network = Encoded(members);
        Assert.Equal(
            (2 * FeatureStatistics.MaximumRamps, 1),
            (((FeatureEncoding)network.Definition.Layers[0]).Ramps, ((FeatureEncoding)network.Definition.Layers[0]).Indicators)
        );

        // Outliers beyond what a float can square, and missing values everywhere.
        float[][] rows = [.. Table(30), [3e38f, -3e38f, 1e20f, 1], [float.NaN, float.NaN, float.NaN, float.NaN]];
        using OnnxSession session = new(network);
        foreach ((float[] row, float[] scores) in rows.Zip(session.RunScores(rows)))
            Assert.All(Networks.Scores(network, row).Zip(scores), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Safetensors_and_npz_give_the_same_network_back()
    {
        Network network = Encoded(1);
        foreach (ExportFormat format in (ExportFormat[])[ExportFormat.Safetensors, ExportFormat.Npz])
        {
            NetworkExport.Save(network, _folder["file"], format);
            Assert.Equal(network.Parameters.ToArray(), NetworkImport.Load(_folder["file"]).Parameters.ToArray());
        }
    }
}
