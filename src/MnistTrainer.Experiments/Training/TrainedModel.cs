using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A network that was trained with a recipe and evaluated on the test samples.</summary>
public sealed record TrainedModel
{
    /// <summary>The recipe as applied, with the seed and the augmentation chosen for the data.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The data of the training, without the training samples.</summary>
    public required TrainedData Data { get; init; }

    /// <summary>The result of the training: the network, its epochs, and how it ended.</summary>
    public required TrainingResult Training { get; init; }

    /// <summary>The duration of training, including validation after every epoch and pauses.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The evaluation on the test samples.</summary>
    public required Evaluation Test { get; init; }

    /// <summary>Additional metadata to save with the model. Default: none.</summary>
    public ImmutableSortedDictionary<string, string> AddedMetadata { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The last completed epoch; null if there is none.</summary>
    public EpochResult? LastEpoch => Training.Epochs.Count == 0 ? null : Training.Epochs[^1];

    /// <summary>Whether training was neither canceled nor diverged.</summary>
    public bool EndedWell => !Training.WasCanceled && Training.Divergence is null;

    /// <summary>The number of training samples per second, over all epochs.</summary>
    public double SamplesPerSecond => Elapsed > TimeSpan.Zero ? Training.SamplesSeen / Elapsed.TotalSeconds : 0;

    /// <summary>The reasons why the network is hardly better than chance, and what to try; null if it is better, or if training was canceled.</summary>
    public TrainingWeakness? Weakness =>
        Training.WasCanceled ? null : TrainingWeakness.Of(Recipe, Training, Data.ChanceAccuracy, Test.Metrics.MicroAccuracy);

    /// <summary>The network with the metadata of its training.</summary>
    public Network Network => Training.Network.WithMetadata(TrainingMetadata.Of(this));

    /// <summary>Saves the network and its metadata as an ML.NET model. The same training run always gives the same bytes.</summary>
    /// <param name="path">The file. Its folder is created if it does not exist, and an existing file is replaced atomically.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public void Save(string path) => ModelStore.Save(Network, path);
}
