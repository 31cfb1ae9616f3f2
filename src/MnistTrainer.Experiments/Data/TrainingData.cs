using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The samples that a network is trained, validated and tested on: three sets that share no image.</summary>
/// <param name="Name">The name of the training source.</param>
/// <param name="Train">The samples to train on; of data that is in a file (<see cref="Stored"/>), about 1,000 of them, spread evenly.</param>
/// <param name="Validation">The samples that loss and accuracy are measured on after every epoch; null for none.</param>
/// <param name="Test">The samples that the trained network is measured on.</param>
public sealed record TrainingData(string Name, Samples<byte> Train, Samples<byte>? Validation, Samples<byte> Test)
{
    /// <summary>The samples to train on where they do not fit into memory (<see cref="DataSelection.Memory"/>); their file is the caller's to dispose of. Default: null.</summary>
    public StoredSamples? Stored { get; init; }

    /// <summary>The number of samples to train on.</summary>
    public int TrainCount => Stored?.Count ?? Train.Count;

    /// <summary>Rejects samples that are not in memory.</summary>
    /// <param name="what">What needs them there.</param>
    /// <exception cref="InvalidInputException">They are in a file.</exception>
    internal void RequireMemory(string what)
    {
        if (Stored is not null)
            throw new InvalidInputException(
                what,
                "all samples in memory",
                $"{Stored.Count} in {Stored.File.Path}",
                "Load them without a limit of memory"
            );
    }

    /// <summary>
    /// Loads a source: its training and test parts, or, where it has no test part, all of it, with a stratified tenth held out for the test.
    /// <see cref="DataSelection"/> offers more.
    /// </summary>
    /// <param name="source">The name of a data set (<c>mnist</c>), a file or a folder.</param>
    /// <param name="listener">Receives progress and notes. Default: none.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <exception cref="InvalidInputException">There is no such source, or it is invalid.</exception>
    public static TrainingData Load(string source, IExperimentListener? listener = null, CancellationToken cancellation = default) =>
        new DataSelection { Source = source }.Load(listener, cancellation);
}
