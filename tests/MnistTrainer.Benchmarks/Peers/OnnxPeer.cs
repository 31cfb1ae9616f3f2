using Microsoft.ML.OnnxRuntime;
using MnistTrainer.Export;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks.Peers;

/// <summary>An exported network in ONNX Runtime, on one thread, with its inputs and outputs bound to memory that is allocated once.</summary>
internal sealed class OnnxPeer : IDisposable
{
    private readonly RunOptions _options = new();
    private readonly InferenceSession _session;
    private readonly int _width;
    private readonly int _classes;

    public OnnxPeer(Network network)
    {
        MemoryStream stream = new();
        OnnxFile.Write(network, stream);
        using SessionOptions options = new()
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        _session = new InferenceSession(stream.ToArray(), options);
        _width = network.Definition.InputShape.Size;
        _classes = network.Definition.ClassNames.Length;
    }

    /// <summary>Its version.</summary>
    public static string Version => OrtEnv.Instance().GetVersionString();

    /// <summary>Scores rows, some at a time.</summary>
    /// <param name="rows">Raw values, row by row.</param>
    /// <param name="atOnce">How many rows at a time; the number of rows is a multiple of it.</param>
    /// <param name="scores">Receives the probabilities, row by row.</param>
    public void Score(float[] rows, int atOnce, float[] scores)
    {
        float[] input = new float[atOnce * _width],
            output = new float[atOnce * _classes];
        using var inputs = OrtValue.CreateTensorValueFromMemory(input, [atOnce, _width]);
        using var outputs = OrtValue.CreateTensorValueFromMemory(output, [atOnce, _classes]);
        for (int first = 0; first < rows.Length / _width; first += atOnce)
        {
            rows.AsSpan(first * _width, input.Length).CopyTo(input);
            _session.Run(_options, [OnnxFile.Features], [inputs], [OnnxFile.Score], [outputs]);
            output.CopyTo(scores.AsSpan(first * _classes));
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }
}
