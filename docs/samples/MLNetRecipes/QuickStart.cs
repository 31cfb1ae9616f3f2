using Microsoft.ML;

namespace MLNetRecipes;

/// <summary>Trains on a table with four numeric columns and three classes, predicts one row and saves the model.</summary>
internal static class QuickStart
{
    public static void Run(MLContext context)
    {
        IDataView data = context.Data.LoadFromTextFile<Plant>("plants.csv", separatorChar: ',', hasHeader: true);
        var split = context.Data.TrainTestSplit(data, testFraction: 0.2);
        var pipeline = context
            .Transforms.Conversion.MapValueToKey("Label", "Species")
            .Append(context.Transforms.Concatenate("Features", "StemLength", "LeafLength", "LeafWidth", "Petals"))
            .Append(context.MulticlassClassification.Trainers.NeuralNetwork())
            .Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = pipeline.Fit(split.TrainSet);
        var metrics = context.MulticlassClassification.Evaluate(model.Transform(split.TestSet));
        Console.WriteLine($"Species: accuracy {metrics.MicroAccuracy:P1}, log-loss {metrics.LogLoss:F3}");

        using var engine = context.Model.CreatePredictionEngine<Plant, PlantPrediction>(model);
        PlantPrediction prediction = engine.Predict(
            new Plant
            {
                StemLength = 4.5f,
                LeafLength = 2.8f,
                LeafWidth = 0.7f,
                Petals = 6,
            }
        );
        Console.WriteLine($"Predicted species: {prediction.PredictedLabel}");

        context.Model.Save(model, data.Schema, "plants.zip");
    }
}
