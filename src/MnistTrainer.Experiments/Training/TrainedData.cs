using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// What remains of the data of a training once it has ended: the samples that the network is measured on, and figures. The samples that it was trained on are
/// most of the memory of a training, and not needed any more.
/// </summary>
/// <param name="Name">The name of the training source.</param>
/// <param name="TrainCount">The number of samples that the network was trained on.</param>
/// <param name="ValidationCount">The number of samples that loss and accuracy were measured on after every epoch; 0 for none.</param>
/// <param name="Test">The samples that the trained network is measured on.</param>
/// <param name="ChanceAccuracy">The accuracy of always answering the most frequent class, on the training or the test samples, whichever is higher, 0 to 1.</param>
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
