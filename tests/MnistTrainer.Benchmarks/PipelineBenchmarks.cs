using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms.Onnx;
using MnistTrainer.Export;
using MnistTrainer.MLNet;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks;

/// <summary>
/// Scoring and evaluating 10,000 rows in ML.NET with the trainer's default network and that of the preset <c>accurate</c>: by
/// <c>Transform</c>, one by one by a <c>PredictionEngine</c>, and by <c>ApplyOnnxModel</c> with the exported network. ML.NET's own
/// <c>SdcaMaximumEntropy</c> on the same rows is the baseline.
/// </summary>
public class PipelineBenchmarks : IDisposable
{
    private const int Rows = 10_000;

    private readonly MLContext _context = new(1);
    private readonly string _onnx = Path.Combine(Path.GetTempPath(), $"benchmark-{Guid.NewGuid():N}.onnx");
    private Image[] _images = [];
    private IDataView? _data;
    private NeuralNetworkTransformer? _model;
    private OnnxTransformer? _exported;
    private PredictionEngine<Image, Prediction>? _engine;
    private MulticlassPredictionTransformer<MaximumEntropyModelParameters>? _linear;
    private PredictionEngine<Image, Prediction>? _linearEngine;

    /// <summary>The hidden layers.</summary>
    [Params("200", "512-256")]
    public string Hidden { get; set; } = "";

    /// <summary>The number of rows.</summary>
    public static int Count => Rows;

    /// <summary>An input row.</summary>
    public sealed class Image
    {
        /// <summary>The class as a key, from 1.</summary>
        [KeyType(10)]
        public uint Label { get; set; }

        /// <summary>The pixels.</summary>
        [VectorType(784)]
        public float[] Features { get; set; } = [];
    }

    /// <summary>A prediction.</summary>
    public sealed class Prediction
    {
        /// <summary>The predicted class as a key, from 1.</summary>
        public uint PredictedLabel { get; set; }

        /// <summary>The probabilities.</summary>
        public float[] Score { get; set; } = [];
    }

    /// <summary>Trains, exports and loads the models.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Samples samples = BenchmarkData.Train().Samples;
        _images = [.. Enumerable.Range(0, Rows).Select(row => ImageOf(samples, row))];
        _data = _context.Data.LoadFromEnumerable(_images);
        NeuralNetworkTrainer.Options options = new()
        {
            HiddenUnits = [.. Hidden.Split('-').Select(units => int.Parse(units, CultureInfo.InvariantCulture))],
            Training = new TrainingOptions { Epochs = 1 },
        };
        _model = _context.MulticlassClassification.Trainers.NeuralNetwork(options).Fit(_data);
        NetworkExport.Save(_model.Model, _onnx, ExportFormat.Onnx);
        _exported = _context.Transforms.ApplyOnnxModel(["Score"], ["Features"], _onnx).Fit(_data);
        _engine = _context.Model.CreatePredictionEngine<Image, Prediction>(_model);
        _linear = _context.MulticlassClassification.Trainers.SdcaMaximumEntropy(maximumNumberOfIterations: 1).Fit(_data);
        _linearEngine = _context.Model.CreatePredictionEngine<Image, Prediction>(_linear);
    }

    /// <summary>The network in a pipeline, with evaluation.</summary>
    [Benchmark(Baseline = true)]
    [Throughput(nameof(Count), "images")]
    public double Transform() => _context.MulticlassClassification.Evaluate(_model!.Transform(_data!)).LogLoss;

    /// <summary>The network, one row at a time, without evaluation.</summary>
    [Benchmark]
    [Throughput(nameof(Count), "images")]
    public int PredictionEngine() => CountCorrect(_engine!);

    /// <summary>ML.NET's linear classifier in a pipeline, with evaluation.</summary>
    [Benchmark]
    [Throughput(nameof(Count), "images")]
    public double SdcaTransform() => _context.MulticlassClassification.Evaluate(_linear!.Transform(_data!)).LogLoss;

    /// <summary>ML.NET's linear classifier, one row at a time.</summary>
    [Benchmark]
    [Throughput(nameof(Count), "images")]
    public int SdcaPredictionEngine() => CountCorrect(_linearEngine!);

    /// <summary>The exported network in a pipeline: reads all scores, without evaluation.</summary>
    [Benchmark]
    [Throughput(nameof(Count), "images")]
    public float ApplyOnnxModel()
    {
        IDataView scored = _exported!.Transform(_data!);
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        ValueGetter<VBuffer<float>> get = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        VBuffer<float> score = default;
        float sum = 0;
        while (cursor.MoveNext())
        {
            get(ref score);
            sum += score.GetItemOrDefault(0);
        }

        return sum;
    }

    /// <summary>Disposes the engines and deletes the exported file.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _engine?.Dispose();
        _linearEngine?.Dispose();
        _exported?.Dispose();
        File.Delete(_onnx);
        GC.SuppressFinalize(this);
    }

    private int CountCorrect(PredictionEngine<Image, Prediction> engine)
    {
        int correct = 0;
        foreach (Image image in _images)
            correct += engine.Predict(image).PredictedLabel == image.Label ? 1 : 0;
        return correct;
    }

    private static Image ImageOf(Samples samples, int row)
    {
        float[] values = new float[samples.Shape.Size];
        samples.CopyRow(row, values);
        return new Image { Label = (uint)samples.Labels[row] + 1, Features = values };
    }
}
