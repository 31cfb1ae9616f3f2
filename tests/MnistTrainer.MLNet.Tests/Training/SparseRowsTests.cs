using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Wide rows that are mostly 0, such as the counts of n-grams, stay sparse and are trained on as the same rows in whole are.</summary>
public sealed class SparseRowsTests
{
    private const int Width = NeuralNetworkTrainer.Options.MaximumNormalizedColumns + 1;

    private readonly MLContext _context = new(1);
    private readonly List<string> _log = [];

    public SparseRowsTests() => _context.Log += (_, e) => _log.Add(e.Message);

    private sealed class Row
    {
        [KeyType(3)]
        public uint Label { get; set; }

        public VBuffer<float> Features { get; set; }

        public float Weight { get; set; }

        public float Number { get; set; }
    }

    /// <summary>Rows with a word of their class, one of each class for five, and others.</summary>
    private static Row[] Words(int count, int width = Width, int seed = 1, float factor = 0.25f)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                {
                    int label = i % 3;
                    int[] columns =
                    [
                        .. Enumerable
                            .Range(0, 9)
                            .Select(_ => random.Next(300, width))
                            .Append((label * 100) + random.Next(5))
                            .Distinct()
                            .Order(),
                    ];
                    float[] values = [.. columns.Select(_ => factor * random.Next(1, 4))];
                    return new Row
                    {
                        Label = (uint)label,
                        Features = new VBuffer<float>(width, columns.Length, values, columns),
                        Weight = 1 + (i % 2),
                        Number = (label * 10) + 3,
                    };
                }),
        ];
    }

    private IDataView View(IEnumerable<Row> rows, int width = Width)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        return _context.Data.LoadFromEnumerable(rows, schema);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Training_gives_the_network_of_the_same_rows_in_whole(bool streams)
    {
        Row[] rows = Words(90);
        NeuralNetworkTrainer.Options options = new()
        {
            ExampleWeightColumnName = "Weight",
            NumberOfIterations = streams ? 1 : 3,
            BatchSize = 16,
            StreamFromDataView = streams,
            StreamedRows = streams ? 96 : null,
        };
        Network found = _context.MulticlassClassification.Trainers.NeuralNetwork(options).Fit(View(rows)).Model;
        Assert.Contains(
            _log,
            line => line.Contains("Features stay sparse: of the 16385 values of a row, 10.0 are not 0", StringComparison.Ordinal)
        );
        Assert.Contains(_log, line => line.Contains("Features are not normalized: there are 16385.", StringComparison.Ordinal));

        Samples<float> whole = new(
            Shape.Vector(Width),
            [.. rows.SelectMany(row => row.Features.DenseValues())],
            [.. rows.Select(row => (int)row.Label)],
            found.Definition.ClassNames
        );
        TrainingOptions training = new() { Epochs = streams ? 1 : 3, BatchSize = 16 };
        Samples weighted = whole.WithWeights([.. rows.Select(row => row.Weight)]);
        var initial = Network.Create(
            NetworkDefinition.Create(whole.Shape, whole.ClassNames, new NetworkOptions { HiddenUnits = [32], Scaling = InputScaling.None })
        );
        Assert.Equal(Expected(), found.Parameters);

        ReadOnlySpan<float> Expected()
        {
            if (!streams)
                return new Trainer(training)
                    .Train(initial, weighted, cancellation: TestContext.Current.CancellationToken)
                    .Network.Parameters;
            IncrementalTrainer trainer = new(initial, training);
            trainer.Learn(weighted);
            return trainer.Network.Parameters;
        }
    }

    [Theory]
    [InlineData(2_999, null, 10, 0.001f)]
    [InlineData(3_000, null, 5, 0.002f)]
    [InlineData(3_000, 1, 1, 0.002f)]
    public void Many_rows_have_fewer_epochs(int rows, int? set, int epochs, float rate)
    {
        NeuralNetworkTrainer.Options options = new() { NumberOfIterations = set, HiddenUnits = [2] };
        TrainingResult training = _context.MulticlassClassification.Trainers.NeuralNetwork(options).Fit(View(Words(rows))).Training!;
        Assert.Equal(epochs, training.Epochs.Count);
        Assert.All(training.Epochs, epoch => Assert.Equal(rate, epoch.LearningRate));
    }

    [Fact]
    public void Classes_are_learned_held_out_rows_measured_and_others_scored()
    {
        NeuralNetworkTrainer.Options options = new() { ValidationFraction = 0.2f, LearningRate = 0.01f };
        NeuralNetworkTransformer model = _context.MulticlassClassification.Trainers.NeuralNetwork(options).Fit(View(Words(300)));
        Assert.InRange(model.Training!.Epochs[^1].ValidationAccuracy!.Value, 0.9, 1);
        Row[] others = Words(60, seed: 2);
        IDataView scored = model.Transform(View(others));
        Assert.InRange(_context.MulticlassClassification.Evaluate(scored).MicroAccuracy, 0.9, 1);
        using Scorer scorer = new(model.Model);
        float[] expected = new float[3];
        foreach ((Row row, VBuffer<float> score) in others.Zip(scored.GetColumn<VBuffer<float>>("Score")))
        {
            scorer.Score([.. row.Features.DenseValues()], expected);
            Assert.Equal(expected, score.DenseValues());
        }
    }

    [Fact]
    public void Numbers_are_estimated()
    {
        NeuralNetworkTrainer.Options options = new() { LabelColumnName = "Number", LearningRate = 0.01f };
        NeuralNetworkTransformer model = _context.Regression.Trainers.NeuralNetwork(options).Fit(View(Words(900)));
        Assert.IsType<Dense>(model.Model.Definition.Layers[0]);
        Assert.InRange(_context.Regression.Evaluate(model.Transform(View(Words(60, seed: 2))), "Number").RSquared, 0.3, 1);
    }

    [Fact]
    public void Rows_that_are_not_sparse_keep_the_hidden_layer_of_200()
    {
        float[] values = [.. Enumerable.Range(0, Width).Select(i => i % 5 == 0 ? 0.5f : 0)];
        Row[] rows = [.. Words(10).Select(row => new Row { Label = row.Label, Features = new VBuffer<float>(Width, values) })];
        NeuralNetworkTrainer.Options options = new() { NumberOfIterations = 1 };
        Network model = _context.MulticlassClassification.Trainers.NeuralNetwork(options).Fit(View(rows)).Model;
        Assert.Equal(200, model.Definition.Layers.OfType<Dense>().First().Units);
        Assert.DoesNotContain(_log, line => line.Contains("sparse", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(5, "Features are not normalized: there are 16385.")]
    [InlineData(17, "Features are divided by 255, as pixels are.")]
    [InlineData(0.5f, "Features are not normalized: there are 16385.")]
    [InlineData(100, "Features are not normalized: there are 16385.")]
    public void Whole_numbers_up_to_255_are_read_as_in_rows_that_are_not_sparse(float factor, string line)
    {
        NeuralNetworkTrainer.Options options = new() { NumberOfIterations = 1 };
        _context.MulticlassClassification.Trainers.NeuralNetwork(options).Fit(View(Words(30, factor: factor)));
        Assert.Contains(_log, message => message.Contains(line, StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_with_missing_values_are_skipped()
    {
        Row[] rows = Words(31);
        rows[4].Features = new VBuffer<float>(Width, 2, [1, float.NaN], [7, 9]);
        _context
            .MulticlassClassification.Trainers.NeuralNetwork(new NeuralNetworkTrainer.Options { NumberOfIterations = 1 })
            .Fit(View(rows));
        Assert.Contains(_log, line => line.Contains("1 of 31", StringComparison.Ordinal));
    }

    /// <summary>Whole rows would take 800 MB.</summary>
    [Fact]
    public void Memory_does_not_grow_with_the_zeros()
    {
        const int width = 100_000;
        IDataView data = View(Words(2_000, width), width);
        NeuralNetworkTrainer.Options options = new()
        {
            HiddenUnits = [4],
            NumberOfIterations = 2,
            NumberOfThreads = 1,
        };
        long before = GC.GetAllocatedBytesForCurrentThread();
        _context.MulticlassClassification.Trainers.NeuralNetwork(options).Fit(data);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 60_000_000);
    }
}
