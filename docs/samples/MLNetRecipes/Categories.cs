using Microsoft.ML;
using MnistTrainer.MLNet;

namespace MLNetRecipes;

/// <summary>Reads a category as keys, without one-hot columns.</summary>
internal static class Categories
{
    public static void Run(MLContext context)
    {
        IDataView data = context.Data.LoadFromTextFile<Plant>("plants.csv", separatorChar: ',', hasHeader: true);
        var split = context.Data.TrainTestSplit(data, testFraction: 0.2);
        NeuralNetworkTrainer.Options options = new() { LabelColumnName = "Petals", CategoricalColumnNames = ["Kind"] };
        var pipeline = context
            .Transforms.Conversion.MapValueToKey("Kind", "Species")
            .Append(context.Transforms.Concatenate("Features", "StemLength", "LeafWidth"))
            .Append(context.Regression.Trainers.NeuralNetwork(options));
        var metrics = context.Regression.Evaluate(pipeline.Fit(split.TrainSet).Transform(split.TestSet), "Petals");
        Console.WriteLine($"Petals by species: R² {metrics.RSquared:F3}");
    }
}
