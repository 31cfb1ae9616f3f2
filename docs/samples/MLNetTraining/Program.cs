using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.MLNet;
using MnistTrainer.NeuralNetwork;

MLContext context = new(seed: 1);
IDataView data = context.Data.LoadFromTextFile<Image>("train.csv", separatorChar: ',', hasHeader: true);
var split = context.Data.TrainTestSplit(data, testFraction: 0.1);
var pipeline = context
    .Transforms.Conversion.MapValueToKey("Label")
    .Append(context.MulticlassClassification.Trainers.NeuralNetwork(new NeuralNetworkTrainer.Options { InputShape = Shape.Image(28, 28) }))
    .Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
var model = pipeline.Fit(split.TrainSet);
Console.WriteLine($"Accuracy: {context.MulticlassClassification.Evaluate(model.Transform(split.TestSet)).MicroAccuracy:P2}");
context.Model.Save(model, data.Schema, "digits.zip");

internal sealed class Image
{
    [LoadColumn(0)]
    public string Label { get; set; } = "";

    [LoadColumn(1, 784)]
    [ColumnName("Features")]
    [VectorType(784)]
    public float[] Pixels { get; set; } = [];
}
