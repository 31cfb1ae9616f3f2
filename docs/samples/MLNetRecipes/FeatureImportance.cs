using Microsoft.ML;
using MnistTrainer.MLNet;

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

        var network = ((IEnumerable<ITransformer>)model).OfType<NeuralNetworkTransformer>().Single();
        IDataView rows = model.Transform(data);
        PredictionExplanation why = network.Explain(context.Data.TakeRows(rows, 1), background: rows).Single();
        Console.WriteLine($"Its probability is {why.Value:F3}, that of the mean of all rows {why.Baseline:F3}");
        foreach (FeatureContribution feature in why.Features.OrderByDescending(feature => Math.Abs(feature.Contribution)))
            Console.WriteLine($"{feature.Name} = {feature.Value}: {feature.Contribution:+0.000;-0.000}");
    }
}
