// Applies an exported network in a plain ML.NET pipeline, without any MnistTrainer package. Arguments: an ONNX model, and a CSV file with the label and the
// values of a sample in each row. Prints micro-accuracy and log-loss, then the predicted class of every row.
using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

string model = args[0],
    table = args[1];
using InferenceSession session = new(model);
int values = session.InputMetadata["Features"].Dimensions[1];
string[] classNames = JsonSerializer.Deserialize<string[]>(session.ModelMetadata.CustomMetadataMap["class_names"])!;

MLContext context = new();
IDataView data = context.Data.LoadFromTextFile(
    table,
    [new("Label", DataKind.String, 0), new("Features", DataKind.Single, [new(1, values)])],
    separatorChar: ','
);

// Keys have the order of the model's classes, and hence of its scores. The model returns a vector with one class name, which is unpacked to a scalar.
IDataView keys = context.Data.LoadFromEnumerable(classNames.Select(name => new ClassName { Name = name }));
IDataView scored = context
    .Transforms.ApplyOnnxModel(model)
    .Append(context.Transforms.CustomMapping<OnnxOutput, ClassName>((from, to) => to.Name = from.PredictedLabel[0], contractName: null))
    .Append(context.Transforms.Conversion.MapValueToKey("PredictedLabel", "Name", keyData: keys))
    .Append(context.Transforms.Conversion.MapValueToKey("Label", keyData: keys))
    .Fit(data)
    .Transform(data);

MulticlassClassificationMetrics metrics = context.MulticlassClassification.Evaluate(scored);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{metrics.MicroAccuracy:R} {metrics.LogLoss:R}"));
foreach (string name in scored.GetColumn<string>("Name"))
    Console.WriteLine(name);

internal sealed class ClassName
{
    public string Name { get; set; } = "";
}

internal sealed class OnnxOutput
{
    [VectorType(1)]
    public string[] PredictedLabel { get; set; } = [];
}
