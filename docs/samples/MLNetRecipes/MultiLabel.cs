using Microsoft.ML;

namespace MLNetRecipes;

/// <summary>Trains one network on several Boolean labels.</summary>
internal static class MultiLabel
{
    public static void Run(MLContext context)
    {
        IDataView data = context.Data.LoadFromTextFile<Plant>("plants.csv", separatorChar: ',', hasHeader: true);
        var split = context.Data.TrainTestSplit(data, testFraction: 0.2);
        var pipeline = context
            .Transforms.Concatenate("Features", "LeafLength", "LeafWidth", "Petals")
            .Append(context.Transforms.Expression("IsTall", "x => x > 4", "StemLength"))
            .Append(context.Transforms.Concatenate("Label", "IsPoisonous", "IsTall"))
            .Append(context.BinaryClassification.Trainers.NeuralNetworkMultiLabel());
        var metrics = context.BinaryClassification.EvaluateMultiLabel(pipeline.Fit(split.TrainSet).Transform(split.TestSet));
        foreach (var label in metrics.PerLabel)
            Console.WriteLine($"Both labels, {label.Name}: accuracy {label.Accuracy:P1}, F1 score {label.F1Score:F3}");
        Console.WriteLine($"Both labels correct: {metrics.SubsetAccuracy:P1}");
    }
}
