namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Trains from multiple initializations and selects the best: gradient descent finds a local minimum, so a different start may find a better
/// one.
/// </summary>
/// <param name="definition">The definition of the network.</param>
/// <param name="options">The training options. The first start uses its seed, the others the consecutive ones.</param>
public sealed class Restarts(NetworkDefinition definition, TrainingOptions options)
{
    // While it is trained, a network needs about four times its own memory. Larger ones have work for all threads, too.
    private const int LargestNetworkAtOnce = 1 << 20;

    /// <summary>
    /// Creates the network that a start begins with, from its seed; called on several threads. Default: random parameters, drawn by the initializers of the layers.
    /// </summary>
    public Func<ulong, Network> CreateInitial { get; init; } = seed => Network.Create(definition, seed);

    /// <summary>Receives the result of each start, in their order and one at a time, once those before it have ended, too; or null. Default: null.</summary>
    public Action<TrainingResult>? Ended { get; init; }

    /// <summary>
    /// Trains all starts. Unless they are monitored, as many networks of up to a million parameters are trained at once as there are threads; the bytes are the same as one
    /// after another.
    /// </summary>
    /// <param name="starts">The number of starts, at least 1.</param>
    /// <param name="samples">The training samples.</param>
    /// <param name="validation">The samples whose loss selects the best; null to use the training loss.</param>
    /// <param name="observe">Creates the observer of a start, numbered from 0, or null.</param>
    /// <param name="cancellation">Ends the run after the current step; the interrupted training is included.</param>
    /// <returns>All results in order, and the index of the best.</returns>
    /// <exception cref="InvalidInputException">Options, definition and samples are incompatible.</exception>
    public (IReadOnlyList<TrainingResult> All, int Best) Run(
        int starts,
        Samples samples,
        Samples? validation,
        Func<int, ITrainingObserver?>? observe = null,
        CancellationToken cancellation = default
    ) =>
        Run(
            starts,
            observe is null ? starts : 1,
            (trainer, initial, start) => trainer.Train(initial, samples, validation, observe?.Invoke(start), cancellation),
            cancellation
        );

    /// <summary>Trains all starts, one after another, on samples in a file, like <see cref="Run(int, Samples, Samples?, Func{int, ITrainingObserver?}?, CancellationToken)"/>.</summary>
    /// <param name="starts">The number of starts, at least 1.</param>
    /// <param name="samples">The training samples.</param>
    /// <param name="validation">The samples whose loss selects the best; null to use the training loss.</param>
    /// <param name="observe">Creates the observer of a start, numbered from 0, or null.</param>
    /// <param name="cancellation">Ends the run after the current step; the interrupted training is included.</param>
    /// <exception cref="InvalidInputException">Options, definition and samples are incompatible, or the file is damaged.</exception>
    public (IReadOnlyList<TrainingResult> All, int Best) Run(
        int starts,
        StoredSamples samples,
        Samples? validation,
        Func<int, ITrainingObserver?>? observe = null,
        CancellationToken cancellation = default
    ) =>
        Run(
            starts,
            atOnce: 1,
            (trainer, initial, start) => trainer.Train(initial, samples, validation, observe?.Invoke(start), cancellation),
            cancellation
        );

    private (IReadOnlyList<TrainingResult> All, int Best) Run(
        int starts,
        int atOnce,
        Func<Trainer, Network, int, TrainingResult> train,
        CancellationToken cancellation
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(starts, 1);
        options.Validate(definition);
        StartThreads threads = new(options, definition.CountParameters() > LargestNetworkAtOnce ? 1 : atOnce);
        IReadOnlyList<TrainingResult> results = threads.Run(starts, Train, Ended, cancellation);
        return (results, Best(results));

        TrainingResult Train(int start, TrainingOptions shared)
        {
            ulong seed = options.Seed + (ulong)start;
            return train(new Trainer(shared with { Seed = seed }), CreateInitial(seed), start);
        }
    }

    /// <summary>
    /// The index of the best training: the one with the lowest validation loss or, without validation, training loss of its retained epoch.
    /// A diverged training is selected only if all diverged.
    /// </summary>
    /// <param name="results">The results, at least one.</param>
    public static int Best(IReadOnlyList<TrainingResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Enumerable.Range(0, results.Count).MinBy(i => SelectionLoss(results[i]));
    }

    /// <summary>Combines the results of the members of an ensemble: the mean of the networks that were trained to the end, or only the best network if there is none.</summary>
    /// <param name="results">All results.</param>
    /// <param name="best">The index of the best.</param>
    /// <returns>The result, and the number of networks that were trained to the end.</returns>
    public static (TrainingResult Result, int Members) Join(IReadOnlyList<TrainingResult> results, int best)
    {
        ArgumentNullException.ThrowIfNull(results);
        TrainingResult[] members = [.. results.Where(one => one.End is TrainingEnd.Completed or TrainingEnd.StoppedEarly)];
        TrainingResult first = members.Length == 0 ? results[best] : members[0];
        return (
            first with
            {
                Network = members.Length == 0 ? first.Network : Network.EnsembleOf([.. members.Select(one => one.Network)]),
                SamplesSeen = results.Sum(one => one.SamplesSeen),
                End = results.Any(one => one.WasCanceled) ? TrainingEnd.Canceled : first.End,
            },
            members.Length
        );
    }

    /// <summary>The loss of the retained epoch; higher than any other if training diverged or was canceled in the first epoch.</summary>
    internal static double SelectionLoss(TrainingResult result)
    {
        if (result.Epochs.Count == 0)
            return double.PositiveInfinity;
        EpochResult epoch = result.Epochs[(result.BestEpoch ?? result.Epochs.Count) - 1];
        return result.Divergence is null && double.IsFinite(epoch.MonitoredLoss) ? epoch.MonitoredLoss : double.MaxValue;
    }
}
