using Microsoft.ML;
using MnistTrainer.MLNet;

namespace MLNetRecipes;

/// <summary>Estimates an interval for a numeric label.</summary>
internal static class QuantileRegression
{
    public static void Run(MLContext context)
    {
        IDataView data = context.Data.LoadFromTextFile<Plant>("plants.csv", separatorChar: ',', hasHeader: true);
        var split = context.Data.TrainTestSplit(data, testFraction: 0.2);
        NeuralNetworkTrainer.Options options = new() { LabelColumnName = "Nectar", Quantiles = [0.1, 0.5, 0.9] };
        var model = context
            .Transforms.Concatenate("Features", "StemLength", "LeafLength", "LeafWidth", "Petals")
            .Append(context.Regression.Trainers.NeuralNetwork(options))
            .Fit(split.TrainSet);
        var metrics = context.Regression.EvaluateQuantiles(model.Transform(split.TestSet), "Nectar");
        var interval = metrics.Intervals[0];
        Console.WriteLine($"Interval of nectar: {interval.Coverage:P1} are inside, mean width {interval.MeanWidth:F3}");
        using var engine = context.Model.CreatePredictionEngine<Plant, NectarPrediction>(model);
        NectarPrediction prediction = engine.Predict(
            new Plant
            {
                StemLength = 4.5f,
                LeafLength = 2.8f,
                LeafWidth = 0.7f,
                Petals = 6,
            }
        );
        Console.WriteLine($"Predicted nectar: {prediction.Score:F2}, from {prediction.Quantiles[0]:F2} to {prediction.Quantiles[2]:F2}");
    }

    private sealed class NectarPrediction
    {
        public float Score { get; set; }

        public float[] Quantiles { get; set; } = [];
    }
}
