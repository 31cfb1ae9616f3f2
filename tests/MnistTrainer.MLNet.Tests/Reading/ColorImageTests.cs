using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Images with several channels, in either of the orders in which ML.NET extracts pixels.</summary>
public sealed class ColorImageTests
{
    private static readonly ImmutableArray<Layer> Filters = Layer.ParseList("convolution(4,3,relu), global-average-pooling, dense(3)");

    private readonly MLContext _context = new(1);

    [Fact]
    public void Reads_interleaved_channels()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Rows(row => new Interleaved { Label = row % 3, Features = Pixels(row) }));
        NeuralNetworkTransformer model = Train(data, Filters);
        Assert.Equal(new Shape(3, 6, 5), model.Model.Definition.InputShape);
        Assert.Equal(60 * 3, ToyProblems.ScoresOf(model.Transform(data)).Length);
    }

    /// <summary>A saved model of colors answers rows of height x width x 3 values as the network itself does.</summary>
    [Fact]
    public void Reads_samples_in_color()
    {
        byte[] values = [.. Enumerable.Range(0, 60).SelectMany(Pixels).Select(value => (byte)value)];
        Samples<byte> samples = new(new Shape(3, 6, 5), values, [.. Enumerable.Range(0, 60).Select(row => row % 3)], ["a", "b", "c"]);
        NeuralNetworkTrainer.Options options = new()
        {
            Layers = Filters,
            Training = new() { Epochs = 1 },
        };
        SamplesDataView data = _context.Data.LoadFromSamples(samples);
        NeuralNetworkTransformer model = _context.MulticlassClassification.Trainers.NeuralNetwork(options).Fit(data);
        Assert.Equal(samples.Shape, model.Model.Definition.InputShape);
        using MemoryStream file = new();
        _context.Model.Save(model, data.Schema, file);
        file.Position = 0;
        using PredictionEngine<Interleaved, Scores> engine = _context.Model.CreatePredictionEngine<Interleaved, Scores>(
            _context.Model.Load(file, out _)
        );
        using Scorer scorer = new(model.Model);
        float[] expected = new float[3];
        for (int row = 0; row < 10; row++)
        {
            scorer.Score(samples.Row(row), expected);
            Assert.Equal(expected, engine.Predict(new Interleaved { Features = Pixels(row) }).Score);
        }
    }

    [Fact]
    public void Rejects_channels_one_after_another_where_filters_need_them_together()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Rows(row => new Planar { Label = row % 3, Features = Pixels(row) }));
        string message = Assert.Throws<InvalidInputException>(() => Train(data, Filters)).Message;
        Assert.StartsWith(
            "feature column 'Features': expected the channels of a pixel next to each other (height x width x channels), found one channel after another (3 x 6 x 5)",
            message,
            StringComparison.Ordinal
        );

        NeuralNetworkTrainer.Options inFront = new()
        {
            Network = new() { ImageLayers = Filters[..2] },
            Training = new() { Epochs = 1 },
        };
        Assert.Throws<InvalidInputException>(() => Train(data, inFront));

        // To dense layers, the order does not matter.
        Assert.Equal(new Shape(3, 6, 5), Train(data, Layer.ParseList("dense(4,relu), dense(3)")).Model.Definition.InputShape);
    }

    private NeuralNetworkTransformer Train(IDataView data, ImmutableArray<Layer> layers) =>
        Train(
            data,
            new NeuralNetworkTrainer.Options
            {
                Layers = layers,
                Training = new() { Epochs = 1 },
            }
        );

    private NeuralNetworkTransformer Train(IDataView data, NeuralNetworkTrainer.Options options) =>
        _context
            .Transforms.Conversion.MapValueToKey("Label")
            .Append(_context.MulticlassClassification.Trainers.NeuralNetwork(options))
            .Fit(data)
            .LastTransformer;

    private static IEnumerable<T> Rows<T>(Func<int, T> row) => Enumerable.Range(0, 60).Select(row);

    private static float[] Pixels(int row) => [.. Enumerable.Range(0, 90).Select(i => (float)((row * 31) + (i * 17) & 255))];

    private sealed class Interleaved
    {
        public float Label { get; set; }

        [VectorType(6, 5, 3)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Scores
    {
        public float[] Score { get; set; } = [];
    }

    private sealed class Planar
    {
        public float Label { get; set; }

        [VectorType(3, 6, 5)]
        public float[] Features { get; set; } = [];
    }
}
