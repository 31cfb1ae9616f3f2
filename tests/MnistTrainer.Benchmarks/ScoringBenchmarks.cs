using BenchmarkDotNet.Attributes;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks;

/// <summary>Scoring with 784-200-10, one image at a time and in bulk.</summary>
public class ScoringBenchmarks : IDisposable
{
    private readonly float[] _probabilities = new float[10];
    private Samples<byte>? _samples;
    private Scorer? _scorer;
    private BulkScorer? _bulk;
    private int _next;

    /// <summary>The number of threads for bulk scoring.</summary>
    [Params(1, 2)]
    public int Threads { get; set; } = 1;

    /// <summary>The number of images for bulk scoring.</summary>
    public int Count => Samples.Count;

    private Samples<byte> Samples => _samples ??= BenchmarkData.Train().Samples;

    /// <summary>Creates the scorers.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Network network = BenchmarkData.Network(Samples, 200);
        _scorer = new Scorer(network);
        _bulk = new BulkScorer(network, Samples, Threads);
    }

    /// <summary>Scores one image, a different one each time.</summary>
    [Benchmark]
    public float One()
    {
        _next = _next + 1 < Samples.Count ? _next + 1 : 0;
        _scorer!.Score(Samples.Row(_next), _probabilities);
        return _probabilities[0];
    }

    /// <summary>Scores all images.</summary>
    [Benchmark]
    [Throughput(nameof(Count), "images")]
    public float Bulk()
    {
        float sum = 0;
        _bulk!.Score((_, probabilities) => sum += probabilities[0]);
        return sum;
    }

    /// <summary>Disposes the scorers.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _scorer?.Dispose();
        _bulk?.Dispose();
        GC.SuppressFinalize(this);
    }
}
