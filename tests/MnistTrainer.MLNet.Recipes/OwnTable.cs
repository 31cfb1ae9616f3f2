using Microsoft.ML;

namespace MnistTrainer.MLNet.Recipes;

/// <summary>A table of four numeric columns and three classes.</summary>
internal static class OwnTable
{
    public static void Run(MLContext context)
    {
        IDataView data = context.Data.LoadFromTextFile<Plant>("plants.csv", separatorChar: ',', hasHeader: true);
        var split = context.Data.TrainTestSplit(data, testFraction: 0.2);
        var pipeline = context
            .Transforms.Conversion.MapValueToKey("Label", "Species")
            .Append(context.Transforms.Concatenate("Features", "StemLength", "LeafLength", "LeafWidth", "Petals"))
            .Append(
                context.MulticlassClassification.Trainers.NeuralNetwork(hiddenUnits: [16], learningRate: 0.01f, numberOfIterations: 200)
            )
            .Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = pipeline.Fit(split.TrainSet);
        var metrics = context.MulticlassClassification.Evaluate(model.Transform(split.TestSet));
        Console.WriteLine($"Species: accuracy {metrics.MicroAccuracy:P1}, log-loss {metrics.LogLoss:F3}");

        using var engine = context.Model.CreatePredictionEngine<Plant, Answer>(model);
        Answer answer = engine.Predict(
            new Plant
            {
                StemLength = 4.5f,
                LeafLength = 2.8f,
                LeafWidth = 0.7f,
                Petals = 6,
            }
        );
        Console.WriteLine($"This one is a {answer.PredictedLabel}");

        context.Model.Save(model, data.Schema, "plants.zip");
    }
}
