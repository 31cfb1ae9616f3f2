// An exported network in a plain ML.NET pipeline: this program has nothing of ours. It reads a table, in each row a label and then the values, has
// ML.NET apply the model and evaluate, and prints the figures and what each row is taken for.
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

// Keys are numbered as the model's classes, so that they belong to the scores; ONNX gives a vector of one name where ML.NET wants the name.
IDataView keys = context.Data.LoadFromEnumerable(classNames.Select(name => new Class { Name = name }));
IDataView scored = context
    .Transforms.ApplyOnnxModel(model)
    .Append(context.Transforms.CustomMapping<OneName, Named>((from, to) => to.Name = from.PredictedLabel[0], contractName: null))
    .Append(context.Transforms.Conversion.MapValueToKey("PredictedLabel", "Name", keyData: keys))
    .Append(context.Transforms.Conversion.MapValueToKey("Label", keyData: keys))
    .Fit(data)
    .Transform(data);

MulticlassClassificationMetrics metrics = context.MulticlassClassification.Evaluate(scored);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{metrics.MicroAccuracy:R} {metrics.LogLoss:R}"));
foreach (string name in scored.GetColumn<string>("Name"))
    Console.WriteLine(name);

internal sealed class Class
{
    public string Name { get; set; } = "";
}

internal sealed class OneName
{
    [VectorType(1)]
    public string[] PredictedLabel { get; set; } = [];
}

internal sealed class Named
{
    public string Name { get; set; } = "";
}
