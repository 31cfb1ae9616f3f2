using BenchmarkDotNet.Attributes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.MLNet;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Benchmarks;

/// <summary>
/// One row of a table of 4 columns and 3 classes: by ML.NET's <c>PredictionEngine</c> with networks of 200 and of 128 and 64 hidden units (the default), and with ML.NET's
/// own <c>SdcaMaximumEntropy</c> and <c>LightGbm</c>, trained on the same rows; and by the recognizer, without ML.NET.
/// </summary>
[MemoryDiagnoser]
public class RowBenchmarks : IDisposable
{
    private const int Rows = 1000;

    private readonly MLContext _context = new(1);
    private readonly Row[] _rows = [.. Enumerable.Range(0, Rows).Select(Row.Of)];
    private readonly Prediction _scores = new();
    private readonly float[] _probabilities = new float[3];
    private readonly List<PredictionEngine<Row, Prediction>> _engines = [];
    private PredictionEngine<Row, Prediction>? _sdca;
    private PredictionEngine<Row, Prediction>? _lightGbm;
    private PredictionEngine<Row, Prediction>? _wide;
    private PredictionEngine<Row, Prediction>? _default;
    private Recognizer? _recognizer;
    private int _next;

    /// <summary>An input row.</summary>
    public sealed class Row
    {
        /// <summary>The class as a key, from 1.</summary>
        [KeyType(3)]
        public uint Label { get; set; }

        /// <summary>The columns.</summary>
        [VectorType(4)]
        public float[] Features { get; set; } = [];

        /// <summary>The row with that index: classes overlap.</summary>
        public static Row Of(int index)
        {
            Random random = new(index);
            int label = index % 3;
            float[] features = [.. Enumerable.Range(1, 4).Select(scale => (float)(random.NextDouble() + (label * scale * 0.2)))];
            return new Row { Label = (uint)label + 1, Features = features };
        }
    }

    /// <summary>A prediction.</summary>
    public sealed class Prediction
    {
        /// <summary>The predicted class as a key, from 1.</summary>
        public uint PredictedLabel { get; set; }

        /// <summary>The probabilities.</summary>
        public float[] Score { get; set; } = [];
    }

    /// <summary>Trains the models.</summary>
    [GlobalSetup]
    public void Setup()
    {
        IDataView data = _context.Data.LoadFromEnumerable(_rows);
        var trainers = _context.MulticlassClassification.Trainers;
        NeuralNetworkTrainer.Options options = new() { Training = new TrainingOptions { Epochs = 20 } };
        NeuralNetworkTransformer network = trainers.NeuralNetwork(options).Fit(data);
        _recognizer = new Recognizer(network.Model);
        _default = EngineOf(network);
        _wide = EngineOf(trainers.NeuralNetwork(options with { HiddenUnits = [200] }).Fit(data));
        _sdca = EngineOf(trainers.SdcaMaximumEntropy(maximumNumberOfIterations: 20).Fit(data));
        _lightGbm = EngineOf(trainers.LightGbm().Fit(data));
    }

    /// <summary>The network with 200 hidden units.</summary>
    [Benchmark(Baseline = true)]
    public uint Hidden200() => Predict(_wide!);

    /// <summary>The network with the default hidden units.</summary>
    [Benchmark]
    public uint HiddenDefault() => Predict(_default!);

    /// <summary>ML.NET's linear classifier.</summary>
    [Benchmark]
    public uint Sdca() => Predict(_sdca!);

    /// <summary>ML.NET's boosted trees.</summary>
    [Benchmark]
    public uint LightGbm() => Predict(_lightGbm!);

    /// <summary>The network with the default hidden units, without ML.NET.</summary>
    [Benchmark]
    public float RecognizerDefault()
    {
        _recognizer!.Score(Next().Features.AsSpan(), _probabilities);
        return _probabilities[0];
    }

    /// <summary>Disposes the engines.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _engines.ForEach(engine => engine.Dispose());
        GC.SuppressFinalize(this);
    }

    private PredictionEngine<Row, Prediction> EngineOf(ITransformer model)
    {
        PredictionEngine<Row, Prediction> engine = _context.Model.CreatePredictionEngine<Row, Prediction>(model);
        _engines.Add(engine);
        return engine;
    }

    private uint Predict(PredictionEngine<Row, Prediction> engine)
    {
        Prediction scores = _scores;
        engine.Predict(Next(), ref scores);
        return scores.PredictedLabel;
    }

    private Row Next() => _rows[_next = _next + 1 < Rows ? _next + 1 : 0];
}
