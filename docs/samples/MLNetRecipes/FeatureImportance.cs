using Microsoft.ML;

namespace MLNetRecipes;

/// <summary>Measures how much the accuracy of a model depends on each feature.</summary>
internal static class FeatureImportance
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
        var model = context.MulticlassClassification.Trainers.NeuralNetwork().Fit(prepared);
        var importance = context.MulticlassClassification.PermutationFeatureImportance(model, prepared, permutationCount: 10);
        foreach (var (column, metrics) in columns.Zip(importance).OrderBy(pair => pair.Second.MicroAccuracy.Mean))
            Console.WriteLine($"Without {column}: accuracy {metrics.MicroAccuracy.Mean:+0.000;-0.000}");
    }
}
