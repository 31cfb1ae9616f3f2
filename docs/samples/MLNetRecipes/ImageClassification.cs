using Microsoft.ML;

namespace MLNetRecipes;

/// <summary>Trains on image files with the image transforms of the package Microsoft.ML.ImageAnalytics.</summary>
internal static class ImageClassification
{
    public static void Run(MLContext context)
    {
        IDataView data = context.Data.LoadFromEnumerable(
            Directory
                .EnumerateFiles("images")
                .Order(StringComparer.Ordinal)
                .Select(path => new LabeledImage { File = Path.GetFileName(path), Label = Path.GetFileName(path).Split('-')[0] })
        );
        var split = context.Data.TrainTestSplit(data, testFraction: 0.2);
        var pipeline = context
            .Transforms.LoadImages("Image", "images", "File")
            .Append(context.Transforms.ResizeImages("Image", 16, 16))
            .Append(context.Transforms.ExtractPixels("Features", "Image"))
            .Append(context.Transforms.Conversion.MapValueToKey("Label"))
            .Append(
                context.MulticlassClassification.Trainers.NeuralNetwork(hiddenUnits: [64], learningRate: 0.003f, numberOfIterations: 100)
            )
            .Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var metrics = context.MulticlassClassification.Evaluate(pipeline.Fit(split.TrainSet).Transform(split.TestSet));
        Console.WriteLine($"Images: accuracy {metrics.MicroAccuracy:P1}");
    }

    private sealed class LabeledImage
    {
        public string File { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
