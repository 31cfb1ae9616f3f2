using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Gives the network of a model file lessons on single images. The file changes only when a network is saved.</summary>
/// <param name="model">The model file, which is loaded later.</param>
/// <param name="source">The original training data. Default: null, for the data in the network's metadata.</param>
public sealed class Teacher(string model, string? source = null)
{
    // The file that Save may replace: the model itself; for the included model, none.
    private (DateTime Time, long Length)? _known = ModelFolder.FineTunedPath(model) == model ? StampOf(model) : null;

    /// <summary>The settings of lessons. Default: those of a <see cref="Experiments.Lesson"/> by default.</summary>
    public Lesson Lesson { get; init; } = new();

    /// <summary>Returns the original training data; null if it is unknown or not on this machine.</summary>
    /// <param name="network">The network's definition.</param>
    public string? FindSource(NetworkDefinition network) => source ?? FineTuning.FindSource(network);

    /// <summary>Checks that the specified data exists, before any lesson. The data is not read.</summary>
    /// <param name="cancellation">Cancels listing its files.</param>
    /// <exception cref="InvalidInputException">The data does not exist, or is a pipe, which can be read only once, whereas each lesson reads it.</exception>
    /// <exception cref="OperationCanceledException">Listing was canceled.</exception>
    public void CheckSource(CancellationToken cancellation = default)
    {
        if (source is null)
            return;
        if (DataSource.IsPiped(source))
            throw new InvalidInputException(source, "data that each lesson can read", "a pipe, which can be read only once", "Name a file");
        DataSource.Open(source, cancellation: cancellation);
    }

    /// <summary>Gives a lesson. The data is loaded for the lesson and not kept in memory.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="images">The images to teach, in the network's input shape, including those of earlier lessons.</param>
    /// <param name="before">The network's metrics on the test samples, if they are known. Default: null, to measure them.</param>
    /// <param name="progress">Receives the share of the work that is done, from 0 to 1. Default: null.</param>
    /// <param name="cancellation">Cancels the lesson.</param>
    /// <exception cref="InvalidInputException">The data does not exist or is unsuitable for the network, or training diverged.</exception>
    /// <exception cref="OperationCanceledException">The lesson was canceled.</exception>
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
                    "Download the data with mnist download, or specify other data"
                ),
            Options = new LoadOptions { Shape = definition.InputShape },
        }.Load(null, cancellation);
        return Lesson.Run(network, known, new AddedImages("corrections", images), before, progress, cancellation);
    }

    /// <summary>Whether the file that <see cref="Save"/> would write has been changed since it was last loaded or saved, according to its time and length.</summary>
    public bool IsReplaced() => StampOf(ModelFolder.FineTunedPath(model)) != _known;

    /// <summary>
    /// Saves a network where <c>mnist learn</c> does: it replaces the model and keeps a backup (<see cref="ModelBackup"/>), or is saved next to the included model.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="InvalidInputException">The file was replaced (<see cref="IsReplaced"/>) or cannot be written.</exception>
    public string Save(Network network)
    {
        string target = ModelFolder.FineTunedPath(model);
        if (IsReplaced())
        {
            throw new InvalidInputException(
                target,
                "the model as it was last loaded or saved",
                "another file",
                "Use that model, or restore the previous one"
            );
        }

        ModelFolder.CheckWritable(target);
        ModelBackup.Create(model, target);
        ModelStore.Save(network, target);
        _known = StampOf(target);
        return target;
    }

    // When a file was written and its length in bytes; null where none can be seen. For a link, those of its target, which is the file that is replaced.
    private static (DateTime Time, long Length)? StampOf(string path)
    {
        try
        {
            FileInfo file = new(path);
            if (file.LinkTarget is not null)
                file = (FileInfo)file.ResolveLinkTarget(returnFinalTarget: true)!;
            return file.Exists ? (file.LastWriteTimeUtc, file.Length) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
