using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet.Recipes;

/// <summary>A model that was saved learns from new rows and is saved again.</summary>
internal static class ContinuingTraining
{
    public static void Run(MLContext context)
    {
        context.RegisterNeuralNetwork();
        ITransformer[] steps = [.. (IEnumerable<ITransformer>)context.Model.Load("plants.zip", out DataViewSchema schema)];
        int at = Array.FindIndex(steps, step => step is NeuralNetworkTransformer);
        var before = (NeuralNetworkTransformer)steps[at];

        IDataView data = context.Data.LoadFromTextFile<Plant>("more-plants.csv", separatorChar: ',', hasHeader: true);
        IDataView prepared = new TransformerChain<ITransformer>(steps[..at]).Transform(data);
        var after = context
            .MulticlassClassification.Trainers.NeuralNetwork(hiddenUnits: [16], learningRate: 0.001f, numberOfIterations: 20)
            .Fit(prepared, before.Model);

        var continued = new TransformerChain<ITransformer>([.. steps[..at], after, .. steps[(at + 1)..]]);
        var metrics = context.MulticlassClassification.Evaluate(continued.Transform(data));
        Console.WriteLine($"Continued: accuracy {metrics.MicroAccuracy:P1}");
        context.Model.Save(continued, schema, "plants-continued.zip");
    }
}
