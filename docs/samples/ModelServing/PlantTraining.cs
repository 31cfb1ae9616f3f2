using Microsoft.ML;
using MnistTrainer.MLNet;

namespace ModelServing;

/// <summary>Trains a model on all rows.</summary>
internal static class PlantTraining
{
    public const string RowFile = "plants.csv",
        ModelFile = "plants.zip";

    private const double LeastAccuracy = 0.8;

    /// <summary>Replaces the model file if the new model is good enough on rows that it was not trained on.</summary>
    public static void Run(CancellationToken cancellation)
    {
        MLContext context = new(seed: 1);
        IDataView data = context.Data.LoadFromTextFile<Plant>(RowFile, separatorChar: ',', hasHeader: true);
        var split = context.Data.TrainTestSplit(data, testFraction: 0.2);
        NeuralNetworkTrainer.Options options = new() { Cancellation = cancellation };
        var model = context
            .Transforms.Conversion.MapValueToKey("Label", "Species")
            .Append(context.Transforms.Concatenate("Features", "StemLength", "LeafLength", "LeafWidth"))
            .Append(context.MulticlassClassification.Trainers.NeuralNetwork(options))
            .Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(split.TrainSet);
        // What was canceled is a model as well, but a poor one.
        cancellation.ThrowIfCancellationRequested();
        double accuracy = context.MulticlassClassification.Evaluate(model.Transform(split.TestSet)).MicroAccuracy;
        if (accuracy < LeastAccuracy)
            throw new InvalidDataException($"The accuracy of the new model is {accuracy:P1}.");
        NeuralNetworkModel.Save(context, model, data.Schema, ModelFile);
    }
}
