namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Trains networks by mini-batch gradient descent: each epoch shuffles all samples and takes one step per batch.
/// </summary>
public sealed class Trainer
{
    private readonly TrainingOptions _options;

    /// <param name="options">The training options; validated against the network when training starts.</param>
    public Trainer(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>Whether and where training writes checkpoints to resume from; null for none. Default: null.</summary>
    public Checkpointing? Checkpoints { get; init; }

    /// <summary>
    /// The ranks that train together, each with the same arguments; all ranks get the same result, which has the same bytes with any number of ranks. Rank 0 reads and writes
    /// checkpoints; training can be resumed with a different number of ranks. A rank that fails must end the others, which would otherwise wait for it. Ranks on one machine
    /// should divide its cores: set <see cref="TrainingOptions.Threads"/>. Default: <see cref="ITrainingRanks.Alone"/>.
    /// </summary>
    public ITrainingRanks Ranks { get; init; } = ITrainingRanks.Alone;

    /// <summary>
    /// Trains a network, starting with its current parameters. If training diverges, it ends with the last good parameters, and
    /// <see cref="TrainingResult.Divergence"/> describes the divergence.
    /// </summary>
    /// <param name="network">The initial network; not changed.</param>
    /// <param name="samples">The training samples: labeled, with the network's input shape and classes.</param>
    /// <param name="validation">Samples to measure loss and accuracy on after every epoch, or null. They are not trained on.</param>
    /// <param name="observer">Notified of every step and epoch, or null.</param>
    /// <param name="cancellation">Ends training after the current step, with the network trained so far.</param>
    /// <exception cref="InvalidInputException">
    /// Options, network and samples are incompatible, or a checkpoint does not match them or cannot be read or written; or the arguments of the ranks differ, or the training
    /// cannot be divided among them.
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
        return Train(
            network,
            new TrainingTask(_options, samples)
            {
                Validation = validation,
                Observer = observer,
                Cancellation = cancellation,
            }
        );
    }

    /// <summary>
    /// Trains a network on samples in a file, with memory for <see cref="StoredSamples.BufferRows"/> of them. The same file, options, seed and number of rows in memory
    /// give the same network, with any number of threads and ranks; training with all samples in memory uses a different order.
    /// </summary>
    /// <param name="network">The initial network; not changed.</param>
    /// <param name="samples">The training samples, with the network's input shape and classes. Balanced class weights are based on all rows of the file.</param>
    /// <param name="validation">Samples to measure loss and accuracy on after every epoch, or null: <see cref="StoredSamples.ReadValidation"/>.</param>
    /// <param name="observer">Notified of every step and epoch, or null.</param>
    /// <param name="cancellation">Ends training after the current step, with the network trained so far.</param>
    /// <exception cref="InvalidInputException">
    /// Options, network and samples are incompatible, or a batch is larger than a window of the samples; the file is damaged; a checkpoint does not match them or cannot be read or
    /// written; or the arguments of the ranks differ, or the training cannot be divided among them.
    /// </exception>
    public TrainingResult Train(
        Network network,
        StoredSamples samples,
        Samples? validation = null,
        ITrainingObserver? observer = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        _options.Validate(network.Definition);
        using WindowedRows rows = new(samples, _options);
        return Train(
            network,
            new TrainingTask(_options, rows.Samples)
            {
                Rows = rows,
                Validation = validation,
                Observer = observer,
                Cancellation = cancellation,
            }
        );
    }

    private TrainingResult Train(Network network, TrainingTask task)
    {
        network.CheckIsSingle();
        task = task with { Checkpoints = Checkpoints, Ranks = Ranks };
        task.Check(network.Definition);
        task.CheckRanks(network);
        using TrainingLoop loop = new(network, task);
        return loop.Run();
    }
}
