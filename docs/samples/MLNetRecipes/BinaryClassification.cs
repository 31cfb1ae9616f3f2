using Microsoft.ML;

namespace MLNetRecipes;

/// <summary>Trains on a Boolean label.</summary>
internal static class BinaryClassification
{
    public static void Run(MLContext context)
    {
        IDataView data = context.Data.LoadFromTextFile<Plant>("plants.csv", separatorChar: ',', hasHeader: true);
        var split = context.Data.TrainTestSplit(data, testFraction: 0.2);
        var pipeline = context
            .Transforms.Concatenate("Features", "StemLength", "LeafLength", "LeafWidth", "Petals")
            .Append(context.BinaryClassification.Trainers.NeuralNetwork("IsPoisonous"));
        var metrics = context.BinaryClassification.Evaluate(pipeline.Fit(split.TrainSet).Transform(split.TestSet), "IsPoisonous");
        Console.WriteLine($"Poisonous: accuracy {metrics.Accuracy:P1}, area under the curve {metrics.AreaUnderRocCurve:F3}");
    }
}
