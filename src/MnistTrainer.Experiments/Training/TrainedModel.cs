using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A network that was trained by a recipe and measured on the test samples.</summary>
public sealed record TrainedModel
{
    /// <summary>The recipe as it was applied: with the seed, and with the augmentation that the data called for.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The data that it was trained and tested on, without the training samples.</summary>
    public required TrainedData Data { get; init; }

    /// <summary>The result of the training: the network, its epochs, and how it ended.</summary>
    public required TrainingResult Training { get; init; }

    /// <summary>How long training took, including validation after every epoch, and pauses.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The evaluation on the test samples.</summary>
    public required Evaluation Test { get; init; }

    /// <summary>Metadata to save with the model besides that of the training. Default: none.</summary>
    public ImmutableSortedDictionary<string, string> AddedMetadata { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The last completed epoch; null where there is none.</summary>
    public EpochResult? LastEpoch => Training.Epochs.Count == 0 ? null : Training.Epochs[^1];

    /// <summary>Whether training was neither cancelled nor diverged.</summary>
    public bool EndedWell => !Training.WasCancelled && Training.Divergence is null;

    /// <summary>Training samples per second, over all epochs.</summary>
    public double SamplesPerSecond => Elapsed > TimeSpan.Zero ? Training.SamplesSeen / Elapsed.TotalSeconds : 0;

    /// <summary>Why the network does hardly better than chance, and what to try; null where it does better, or where training was cancelled.</summary>
    public TrainingWeakness? Weakness =>
        Training.WasCancelled ? null : TrainingWeakness.Of(Recipe, Training, Data.ChanceAccuracy, Test.Metrics.MicroAccuracy);

    /// <summary>The network with the metadata of its training.</summary>
    public Network Network => Training.Network.WithMetadata(TrainingMetadata.Of(this));

    /// <summary>Saves the network and its metadata as an ML.NET model. The same training always gives the same bytes.</summary>
    /// <param name="path">The file. Its folder is created if it does not exist, and an existing file is replaced atomically.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public void Save(string path) => ModelStore.Save(Network, path);
}
