using Microsoft.ML;

namespace MLNetRecipes;

/// <summary>Trains on a numeric label.</summary>
internal static class Regression
{
    public static void Run(MLContext context)
    {
        IDataView data = context.Data.LoadFromTextFile<Plant>("plants.csv", separatorChar: ',', hasHeader: true);
        var split = context.Data.TrainTestSplit(data, testFraction: 0.2);
        var pipeline = context
            .Transforms.Concatenate("Features", "StemLength", "LeafLength", "LeafWidth", "Petals")
            .Append(context.Regression.Trainers.NeuralNetwork("Nectar"));
        var metrics = context.Regression.Evaluate(pipeline.Fit(split.TrainSet).Transform(split.TestSet), "Nectar");
        Console.WriteLine($"Nectar: R² {metrics.RSquared:F3}, root mean squared error {metrics.RootMeanSquaredError:F3}");
    }
}
