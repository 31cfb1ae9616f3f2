using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// The data that is kept after training: the test samples and statistics. The training samples take most
/// of the memory and are no longer needed.
/// </summary>
/// <param name="Name">The name of the training source.</param>
/// <param name="TrainCount">The number of training samples.</param>
/// <param name="ValidationCount">The number of validation samples; 0 for none.</param>
/// <param name="Test">The test samples.</param>
/// <param name="ChanceAccuracy">The accuracy of always predicting the most frequent class, on the training or the test samples, whichever is higher, 0 to 1.</param>
public sealed record TrainedData(string Name, int TrainCount, int ValidationCount, Samples<byte> Test, double ChanceAccuracy)
{
    internal static TrainedData Of(TrainingData data) =>
        new(
            data.Name,
            data.TrainCount,
            data.Validation?.Count ?? 0,
            data.Test,
            Math.Max(
                data.Stored is StoredSamples stored
                    ? Experiments.ChanceAccuracy.Of(stored.File.ClassCounts)
                    : Experiments.ChanceAccuracy.Of(data.Train),
                Experiments.ChanceAccuracy.Of(data.Test)
            )
        );
}
