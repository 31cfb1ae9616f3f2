using Microsoft.ML;

namespace MLNetRecipes;

/// <summary>Trains a network for each class, in place of one for all of them.</summary>
internal static class ManyClasses
{
    public static void Run(MLContext context)
    {
        IDataView data = context.Data.LoadFromTextFile<Plant>("plants.csv", separatorChar: ',', hasHeader: true);
        var split = context.Data.TrainTestSplit(data, testFraction: 0.2);
        var pipeline = context
            .Transforms.Conversion.MapValueToKey("Label", "Species")
            .Append(context.Transforms.Concatenate("Features", "StemLength", "LeafLength", "LeafWidth", "Petals"))
            .Append(context.MulticlassClassification.Trainers.OneVersusAll(context.BinaryClassification.Trainers.NeuralNetwork()))
            .Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var metrics = context.MulticlassClassification.Evaluate(pipeline.Fit(split.TrainSet).Transform(split.TestSet));
        Console.WriteLine($"One against all: accuracy {metrics.MicroAccuracy:P1}");
    }
}
