using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Gives the network of a model file lessons on single images. The file changes only when a network is saved.</summary>
/// <param name="model">The model's file.</param>
/// <param name="source">The data that the network is not to forget. Default: null, for its training data.</param>
public sealed class Teacher(string model, string? source = null)
{
    /// <summary>How it teaches. Default: as a <see cref="Experiments.Lesson"/> does by default.</summary>
    public Lesson Lesson { get; init; } = new();

    /// <summary>Returns the data that the network is not to forget; null where it is unknown or not on this machine.</summary>
    /// <param name="network">The network's definition.</param>
    public string? FindSource(NetworkDefinition network) => source ?? FineTuning.FindSource(network);

    /// <summary>Gives a lesson. The data is loaded for it and not held afterward.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="images">The images to learn, in the network's input shape, those of earlier lessons among them.</param>
    /// <param name="before">The network's metrics on the test samples, if they are known. Default: null, to measure them.</param>
    /// <param name="progress">Receives the share of the work that is done, from 0 to 1. Default: null.</param>
    /// <param name="cancellation">Cancels the lesson.</param>
    /// <exception cref="InvalidInputException">There is no such data, it does not fit the network, or training diverged.</exception>
    /// <exception cref="OperationCanceledException">The lesson was cancelled.</exception>
    public LessonReport Teach(
        Network network,
        Samples<byte> images,
        ClassificationMetrics? before = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkDefinition definition = network.Definition;
        TrainingData known = new DataSelection
        {
            Source =
                FindSource(definition)
                ?? throw new InvalidInputException(
                    "the model",
                    "one whose training data is on this machine",
                    definition.Metadata.GetValueOrDefault("dataset") is { Length: > 0 } name
                        ? $"one trained on \"{name}\""
                        : "one that does not name it",
                    "Download the data with mnist download, or name other data"
                ),
            Options = new LoadOptions { Shape = definition.InputShape },
        }.Load(null, cancellation);
        return Lesson.Run(network, known, new AddedImages("corrections", images), before, progress, cancellation);
    }

    /// <summary>
    /// Saves a network where <c>mnist learn</c> does: in place of the model, of which a backup stays (<see cref="ModelBackup"/>), or beside the model that ships.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public string Save(Network network)
    {
        string target = ModelFolder.FineTunedPath(model);
        ModelFolder.CheckWritable(target);
        ModelBackup.Create(model, target);
        ModelStore.Save(network, target);
        return target;
    }
}
