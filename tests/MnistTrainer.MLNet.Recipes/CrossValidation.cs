using Microsoft.ML;

namespace MnistTrainer.MLNet.Recipes;

/// <summary>How good the trainer is with this data, rather than one model.</summary>
internal static class CrossValidation
{
    public static void Run(MLContext context)
    {
        IDataView data = context.Data.LoadFromTextFile<Plant>("plants.csv", separatorChar: ',', hasHeader: true);
        var pipeline = context
            .Transforms.Conversion.MapValueToKey("Label", "Species")
            .Append(context.Transforms.Concatenate("Features", "StemLength", "LeafLength", "LeafWidth", "Petals"))
            .Append(
                context.MulticlassClassification.Trainers.NeuralNetwork(hiddenUnits: [16], learningRate: 0.01f, numberOfIterations: 200)
            );
        var folds = context.MulticlassClassification.CrossValidate(data, pipeline, numberOfFolds: 5);
        Console.WriteLine(
            $"Folds: accuracy {folds.Average(fold => fold.Metrics.MicroAccuracy):P1}, from {folds.Min(fold => fold.Metrics.MicroAccuracy):P1}"
        );
    }
}
