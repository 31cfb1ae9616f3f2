using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Quantiles cover their share of rows that were not trained on.</summary>
public sealed class QuantileCalibrationTests
{
    private readonly MLContext _context = new(1);
    private readonly List<string> _log = [];

    public QuantileCalibrationTests() => _context.Log += (_, e) => _log.Add(e.Message);

    private sealed class Row
    {
        public float Label { get; set; }

        [VectorType(8)]
        public float[] Features { get; set; } = [];
    }

    /// <summary>
    /// A normal distribution whose mean and deviation depend on two of eight features. Of 4,000 fresh rows, the share in an interval of 90 % has a standard deviation of 0.5 %;
    /// by the 300 rows that it is calibrated on, that of its probability is √(0.9 · 0.1 / 300), 1.7 %. The bound is three times both, and 3 % for networks of fewer rows.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_interval_of_few_rows_covers_its_share(int seed)
    {
        Row[] rows = Rows(300, seed),
            fresh = Rows(4000, seed + 100);
        IntervalMetrics narrow = Interval(Fit(Options with { CalibrateQuantiles = false }, rows), fresh),
            calibrated = Interval(Fit(Options, rows), fresh);
        Assert.InRange(calibrated.Coverage, 0.9 - 0.055, 0.9 + 0.055 + 0.03);
        Assert.True(narrow.Coverage < 0.8, $"{narrow.Coverage}");
        Assert.Contains(
            _log,
            line => line.Contains("Quantiles are calibrated on 300 rows that networks trained without them", StringComparison.Ordinal)
        );
    }

    /// <summary>Also where the quantiles are the mean of several networks.</summary>
    [Fact]
    public void An_interval_of_members_covers_its_share()
    {
        IntervalMetrics interval = Interval(Fit(Options with { NumberOfMembers = 2 }, Rows(300, 1)), Rows(4000, 101));
        Assert.InRange(interval.Coverage, 0.9 - 0.055, 0.9 + 0.055 + 0.03);
    }

    /// <summary>Of 10,001 rows, a tenth is held out; by 1,000 rows, the probability has a standard deviation of √(0.9 · 0.1 / 1000), 0.9 %.</summary>
    [Fact]
    public void A_large_table_holds_rows_out()
    {
        NeuralNetworkTransformer model = Fit(Options with { NumberOfIterations = 4 }, Rows(10_001, 3));
        Assert.Equal("9001", model.Model.Definition.Metadata["trainCount"]);
        Assert.Contains(
            _log,
            line => line.Contains("Quantiles are calibrated on 1000 rows that were not trained on", StringComparison.Ordinal)
        );
        Assert.InRange(Interval(model, Rows(4000, 103)).Coverage, 0.9 - 0.04, 0.9 + 0.04);
    }

    [Fact]
    public void Rows_for_validation_serve_where_there_are_enough()
    {
        IDataView validation = _context.Data.LoadFromEnumerable(Rows(1100, 4));
        Fit(Options with { NumberOfIterations = 4, ValidationSet = validation }, Rows(300, 3));
        Assert.Contains(_log, line => line.Contains("calibrated on 1100 rows that were not trained on", StringComparison.Ordinal));
        Fit(Options with { NumberOfIterations = 4, ValidationSet = validation, StreamFromDataView = true }, Rows(300, 3));
        Assert.Equal(2, _log.Count(line => line.Contains("calibrated on 1100 rows", StringComparison.Ordinal)));
        Fit(Options with { NumberOfIterations = 4, ValidationFraction = 0.2f }, Rows(300, 3));
        Assert.Contains(_log, line => line.Contains("calibrated on 240 rows that networks trained without them", StringComparison.Ordinal));
    }

    /// <summary>Only biases of the last layer differ from those of the network as it was trained, and not that of the median; so every way to score has them.</summary>
    [Fact]
    public void The_network_carries_it()
    {
        Row[] rows = Rows(200, 5);
        NeuralNetworkTransformer raw = Fit(Options with { CalibrateQuantiles = false }, rows),
            model = Fit(Options, rows);
        Assert.Equal(raw.Model.Parameters[..^3], model.Model.Parameters[..^3]);
        Assert.Equal(raw.Model.Parameters[^2], model.Model.Parameters[^2]);
        Assert.True(model.Model.Parameters[^3] < raw.Model.Parameters[^3]);
        Assert.True(model.Model.Parameters[^1] > raw.Model.Parameters[^1]);

        IDataView data = _context.Data.LoadFromEnumerable(rows);
        using TemporaryFolder folder = new();
        NeuralNetworkModel.Save(_context, model, data.Schema, folder["m.zip"]);
        var recognizer = Recognizer.Load(folder["m.zip"]);
        float[][] quantiles = [.. model.Transform(data).GetColumn<float[]>("Quantiles")];
        float[] scores = new float[3];
        using OnnxRun run = new(_context, model, data);
        float[][] converted = [.. run.Column<float>("Quantiles").Chunk(3)];
        for (int row = 0; row < rows.Length; row++)
        {
            recognizer.Score(rows[row].Features, scores);
            Assert.Equal(quantiles[row], scores);
            Assert.All(quantiles[row].Zip(converted[row]), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
        }
    }

    [Fact]
    public void What_is_not_calibrated_is_reported()
    {
        Fit(Options with { NumberOfIterations = 1, UseBias = false }, Rows(50, 1));
        Assert.Contains(_log, line => line.Contains("not calibrated: the output layer has no biases", StringComparison.Ordinal));
        Fit(Options with { NumberOfIterations = 1, StreamFromDataView = true }, Rows(50, 1));
        Assert.Contains(_log, line => line.Contains("not calibrated: rows are streamed", StringComparison.Ordinal));
        Fit(Options with { NumberOfIterations = 1 }, Rows(1, 1));
        Assert.Contains(_log, line => line.Contains("not calibrated: there is a single row", StringComparison.Ordinal));
        _log.Clear();
        Fit(Options with { NumberOfIterations = 1, CalibrateQuantiles = false }, Rows(50, 1));
        Assert.DoesNotContain(_log, line => line.Contains("calibrated", StringComparison.Ordinal));
    }

    [Fact]
    public void Canceled_training_is_not_calibrated()
    {
        using CancellationTokenSource source = new();
        NeuralNetworkTransformer model = Fit(
            Options with
            {
                Cancellation = source.Token,
                MetricsCallback = _ => source.Cancel(),
            },
            Rows(200, 1)
        );
        Assert.True(model.Training!.WasCanceled);
        Assert.Contains(_log, line => line.Contains("not calibrated: training was canceled", StringComparison.Ordinal));
    }

    private static NeuralNetworkTrainer.Options Options => new() { Quantiles = [0.05, 0.5, 0.95] };

    private NeuralNetworkTransformer Fit(NeuralNetworkTrainer.Options options, Row[] rows) =>
        _context.Regression.Trainers.NeuralNetwork(options).Fit(_context.Data.LoadFromEnumerable(rows));

    private IntervalMetrics Interval(NeuralNetworkTransformer model, Row[] rows) =>
        _context.Regression.EvaluateQuantiles(model.Transform(_context.Data.LoadFromEnumerable(rows))).Intervals[0];

    private static Row[] Rows(int count, int seed)
    {
        RandomSource random = new((ulong)seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    float[] x = [.. Enumerable.Range(0, 8).Select(_ => (float)random.NextDouble(-1, 1))];
                    return new Row { Features = x, Label = (float)(100 + (30 * x[0]) + ((10 + (5 * x[1])) * random.NextGaussian())) };
                }),
        ];
    }
}
