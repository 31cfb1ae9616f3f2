using Microsoft.ML;

namespace MLNetRecipes;

/// <summary>Estimates the accuracy of the trainer on a data set, rather than that of one model.</summary>
internal static class CrossValidation
{
    public static void Run(MLContext context)
    {
        IDataView data = context.Data.LoadFromTextFile<Plant>("plants.csv", separatorChar: ',', hasHeader: true);
        var pipeline = context
            .Transforms.Conversion.MapValueToKey("Label", "Species")
            .Append(context.Transforms.Concatenate("Features", "StemLength", "LeafLength", "LeafWidth", "Petals"))
            .Append(context.MulticlassClassification.Trainers.NeuralNetwork());
        var folds = context.MulticlassClassification.CrossValidate(data, pipeline, numberOfFolds: 5);
        Console.WriteLine(
            $"Folds: accuracy {folds.Average(fold => fold.Metrics.MicroAccuracy):P1}, at least {folds.Min(fold => fold.Metrics.MicroAccuracy):P1}"
        );
    }
}
