using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The samples that a network is trained, validated and tested on: three sets that share no image.</summary>
/// <param name="Name">The name of the training source.</param>
/// <param name="Train">The training samples; for data in a file (<see cref="Stored"/>), about 1,000 of them, evenly spaced.</param>
/// <param name="Validation">The validation samples, on which loss and accuracy are measured after every epoch; null for none.</param>
/// <param name="Test">The test samples, on which the trained network is evaluated.</param>
public sealed record TrainingData(string Name, Samples<byte> Train, Samples<byte>? Validation, Samples<byte> Test)
{
    /// <summary>The training samples if they do not fit into memory (<see cref="DataSelection.Memory"/>); the caller must dispose of their file. Default: null.</summary>
    public StoredSamples? Stored { get; init; }

    /// <summary>The number of training samples.</summary>
    public int TrainCount => Stored?.Count ?? Train.Count;

    /// <summary>Rejects samples that are not in memory.</summary>
    /// <param name="what">The operation that needs the samples in memory.</param>
    /// <exception cref="InvalidInputException">The samples are in a file.</exception>
    internal void RequireMemory(string what)
    {
        if (Stored is not null)
            throw new InvalidInputException(
                what,
                "all samples in memory",
                $"{Stored.Count} in {Stored.File.Path}",
                "Load them without a memory limit"
            );
    }

    /// <summary>
    /// Loads a source: its training and test parts, or, if it has no test part, all of it, with a stratified tenth held out for testing.
    /// <see cref="DataSelection"/> has more options.
    /// </summary>
    /// <param name="source">The name of a data set (<c>mnist</c>), a file or a folder.</param>
    /// <param name="listener">Receives progress and notes. Default: none.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <exception cref="InvalidInputException">The source does not exist or is invalid.</exception>
    public static TrainingData Load(string source, IExperimentListener? listener = null, CancellationToken cancellation = default) =>
        new DataSelection { Source = source }.Load(listener, cancellation);
}
