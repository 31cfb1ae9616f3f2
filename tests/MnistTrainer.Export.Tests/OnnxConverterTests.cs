using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.MLNet;

namespace MnistTrainer.Export.Tests;

/// <summary>ML.NET's own converter to ONNX fails by name instead of writing a model without the network.</summary>
public sealed class OnnxConverterTests
{
    private readonly MLContext _context = new(1);

    private sealed class Row
    {
        public string Label { get; set; } = "";

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    [Fact]
    public void Converts_no_pipeline_with_the_network()
    {
        IDataView data = Data();
        ITransformer model = _context
            .Transforms.NormalizeMinMax("Features")
            .Append(_context.Transforms.Conversion.MapValueToKey("Label"))
            .Append(_context.MulticlassClassification.Trainers.NeuralNetwork(new NeuralNetworkTrainer.Options { HiddenUnits = [3] }))
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(data);
        using MemoryStream stream = new();
        NotSupportedException error = Assert.Throws<NotSupportedException>(() => _context.Model.ConvertToOnnx(model, data, stream));
        Assert.Contains("NetworkExport", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    /// <summary>What the converter can do, it still does, beside our transformer and in the same process.</summary>
    [Fact]
    public void Other_pipelines_are_converted_as_ever()
    {
        IDataView data = Data();
        ITransformer model = _context.Transforms.NormalizeMinMax("Features").Fit(data);
        using MemoryStream stream = new();
        _context.Model.ConvertToOnnx(model, data, stream);
        Assert.True(stream.Length > 0);
    }

    private IDataView Data() =>
        _context.Data.LoadFromEnumerable(
            Enumerable.Range(0, 20).Select(i => new Row { Label = i % 2 == 0 ? "even" : "odd", Features = [i % 2, i] })
        );
}
