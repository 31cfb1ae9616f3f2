using Microsoft.ML;

namespace MLNetRecipes;

/// <summary>Measures how much the accuracy of a model depends on each feature.</summary>
internal static class FeatureImportance
{
    public static void Run(MLContext context)
    {
        IDataView data = context.Data.LoadFromTextFile<Plant>("plants.csv", separatorChar: ',', hasHeader: true);
        ITransformer model = context.Model.Load("plants.zip", out _);
        var importance = context.MulticlassClassification.PermutationFeatureImportance(model, model.Transform(data), permutationCount: 10);
        foreach (var (column, metrics) in importance.OrderBy(pair => pair.Value.MicroAccuracy.Mean))
            Console.WriteLine($"Without {column}: accuracy {Math.Round(metrics.MicroAccuracy.Mean, 3) + 0:+0.000;-0.000}");
    }
}
