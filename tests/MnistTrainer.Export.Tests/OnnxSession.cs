using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export.Tests;

/// <summary>An exported network in ONNX Runtime.</summary>
internal sealed class OnnxSession : IDisposable
{
    public OnnxSession(Network network)
    {
        MemoryStream stream = new();
        OnnxFile.Write(network, stream);
        Session = new InferenceSession(stream.ToArray());
    }

    public InferenceSession Session { get; }

    /// <summary>Scores and labels of rows, all at once.</summary>
    public (float[][] Scores, string[] Labels) Run(IReadOnlyList<float[]> rows)
    {
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = RunAll(rows);
        Tensor<string> labels = outputs.Single(output => output.Name == OnnxFile.PredictedLabel).AsTensor<string>();
        Assert.Equal([rows.Count], labels.Dimensions.ToArray());
        return (ScoresOf(outputs, rows.Count), [.. labels]);
    }

    /// <summary>Only the scores, or another output of floats.</summary>
    public float[][] RunScores(IReadOnlyList<float[]> rows, string output = OnnxFile.Score)
    {
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = RunAll(rows);
        return ScoresOf(outputs, rows.Count, output);
    }

    public void Dispose() => Session.Dispose();

    private static float[][] ScoresOf(IEnumerable<DisposableNamedOnnxValue> outputs, int rows, string name = OnnxFile.Score)
    {
        Tensor<float> scores = outputs.Single(output => output.Name == name).AsTensor<float>();
        Assert.Equal(rows, scores.Dimensions[0]);
        return [.. scores.Chunk(scores.Dimensions[1])];
    }

    private IDisposableReadOnlyCollection<DisposableNamedOnnxValue> RunAll(IReadOnlyList<float[]> rows)
    {
        DenseTensor<float> input = new(rows.SelectMany(row => row).ToArray(), [rows.Count, rows[0].Length]);
        return Session.Run([NamedOnnxValue.CreateFromTensor(OnnxFile.Features, input)]);
    }
}
