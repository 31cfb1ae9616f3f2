using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.MLNet;

namespace MLNetRecipes;

/// <summary>Trains a saved model on more rows and saves it again.</summary>
internal static class Retraining
{
    public static void Run(MLContext context)
    {
        ITransformer[] transformers = [.. (IEnumerable<ITransformer>)context.Model.Load("plants.zip", out DataViewSchema schema)];
        int index = Array.FindIndex(transformers, transformer => transformer is NeuralNetworkTransformer);
        var original = (NeuralNetworkTransformer)transformers[index];

        IDataView data = context.Data.LoadFromTextFile<Plant>("more-plants.csv", separatorChar: ',', hasHeader: true);
        IDataView prepared = new TransformerChain<ITransformer>(transformers[..index]).Transform(data);
        var updated = context
            .MulticlassClassification.Trainers.NeuralNetwork(learningRate: 0.001f, numberOfIterations: 20)
            .Fit(prepared, original.Model);

        var retrained = new TransformerChain<ITransformer>([.. transformers[..index], updated, .. transformers[(index + 1)..]]);
        var metrics = context.MulticlassClassification.Evaluate(retrained.Transform(data));
        Console.WriteLine($"Retrained: accuracy {metrics.MicroAccuracy:P1}");
        context.Model.Save(retrained, schema, "plants-retrained.zip");
    }
}
