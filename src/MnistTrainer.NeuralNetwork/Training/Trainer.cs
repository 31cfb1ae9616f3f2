namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Trains networks by stochastic gradient descent: epochs of all samples in a new random order each, cut into batches; one step a batch.
/// </summary>
public sealed class Trainer
{
    private readonly TrainingOptions _options;

    /// <param name="options">How to train; checked against the network when training begins.</param>
    public Trainer(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>Whether and where training leaves checkpoints to go on from; null, as unless told, for none.</summary>
    public Checkpointing? Checkpoints { get; init; }

    /// <summary>
    /// Trains a network, beginning with the parameters that it has. Where the loss or the gradient runs away, training ends with the last good
    /// weights, and <see cref="TrainingResult.Divergence"/> says what happened.
    /// </summary>
    /// <param name="network">Where to begin; not changed.</param>
    /// <param name="samples">What to learn: labeled, of the network's input shape and classes.</param>
    /// <param name="validation">Samples that loss and accuracy are measured on after every epoch, or null. Nothing is learned from them.</param>
    /// <param name="observer">Told of every step and epoch, or null.</param>
    /// <param name="cancellation">Ends training after the step under way; the result is what was reached by then.</param>
    /// <exception cref="InvalidInputException">
    /// Options, network and samples do not fit each other, or a checkpoint does not fit them, or cannot be read or written.
    /// </exception>
    public TrainingResult Train(
        Network network,
        Samples samples,
        Samples? validation = null,
        ITrainingObserver? observer = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        TrainingTask task = new(_options, samples)
        {
            Validation = validation,
            Observer = observer,
            Checkpoints = Checkpoints,
            Cancellation = cancellation,
        };
        task.Check(network.Definition);
        using TrainingLoop loop = new(network, task);
        return loop.Run();
    }
}
