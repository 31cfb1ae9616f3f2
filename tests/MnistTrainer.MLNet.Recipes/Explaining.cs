using Microsoft.ML;

namespace MnistTrainer.MLNet.Recipes;

/// <summary>Which features a model leans on.</summary>
internal static class Explaining
{
    public static void Run(MLContext context)
    {
        IDataView data = context.Data.LoadFromTextFile<Plant>("plants.csv", separatorChar: ',', hasHeader: true);
        string[] columns = ["StemLength", "LeafLength", "LeafWidth", "Petals"];
        var prepared = context
            .Transforms.Conversion.MapValueToKey("Label", "Species")
            .Append(context.Transforms.Concatenate("Features", columns))
            .Fit(data)
            .Transform(data);
        var model = context
            .MulticlassClassification.Trainers.NeuralNetwork(hiddenUnits: [16], learningRate: 0.01f, numberOfIterations: 200)
            .Fit(prepared);
        var importance = context.MulticlassClassification.PermutationFeatureImportance(model, prepared, permutationCount: 10);
        foreach (var (column, metrics) in columns.Zip(importance).OrderBy(one => one.Second.MicroAccuracy.Mean))
            Console.WriteLine($"Without {column}: accuracy {metrics.MicroAccuracy.Mean:+0.000;-0.000}");
    }
}
