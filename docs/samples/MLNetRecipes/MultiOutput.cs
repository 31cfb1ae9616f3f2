using Microsoft.ML;

namespace MLNetRecipes;

/// <summary>Trains one network on several numeric labels.</summary>
internal static class MultiOutput
{
    public static void Run(MLContext context)
    {
        IDataView data = context.Data.LoadFromTextFile<Plant>("plants.csv", separatorChar: ',', hasHeader: true);
        var pipeline = context
            .Transforms.Concatenate("Features", "StemLength", "LeafLength", "Petals")
            .Append(context.Transforms.Concatenate("Label", "Nectar", "LeafWidth"))
            .Append(context.Regression.Trainers.NeuralNetworkMultiOutput());
        var folds = context
            .Data.CrossValidationSplit(data, numberOfFolds: 3)
            .Select(fold => context.Regression.EvaluateMultiOutput(pipeline.Fit(fold.TrainSet).Transform(fold.TestSet)))
            .ToArray();
        foreach (var output in folds[0].PerOutput)
            Console.WriteLine($"Both numbers, {output.Name}: R² {output.RSquared:F3}, mean absolute error {output.MeanAbsoluteError:F3}");
        Console.WriteLine($"Both numbers, three folds: R² {folds.Average(metrics => metrics.RSquared):F3}");
    }
}
