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

    /// <summary>What it says of rows, all at once.</summary>
    public (float[][] Scores, string[] Labels) Run(IReadOnlyList<float[]> rows)
    {
        DenseTensor<float> input = new(rows.SelectMany(row => row).ToArray(), [rows.Count, rows[0].Length]);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = Session.Run([NamedOnnxValue.CreateFromTensor(OnnxFile.Features, input)]);
        Tensor<float> scores = outputs.Single(output => output.Name == OnnxFile.Score).AsTensor<float>();
        Tensor<string> labels = outputs.Single(output => output.Name == OnnxFile.PredictedLabel).AsTensor<string>();
        int classes = scores.Dimensions[1];
        Assert.Equal([rows.Count, classes], scores.Dimensions.ToArray());
        Assert.Equal([rows.Count], labels.Dimensions.ToArray());
        return ([.. scores.Chunk(classes)], [.. labels]);
    }

    public void Dispose() => Session.Dispose();
}
