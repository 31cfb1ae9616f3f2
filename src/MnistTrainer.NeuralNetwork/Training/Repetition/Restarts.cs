namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Trains from several starting points and keeps the best: descent ends in the valley that it began in, so another beginning may find a deeper one.
/// </summary>
/// <param name="definition">What the network is.</param>
/// <param name="options">How it is trained. The first start has its seed, the next ones the seeds after it.</param>
public sealed class Restarts(NetworkDefinition definition, TrainingOptions options)
{
    /// <summary>Trains all of them.</summary>
    /// <param name="starts">At least 1.</param>
    /// <param name="samples">What to learn.</param>
    /// <param name="validation">What decides which is best, by the loss; null for the training loss.</param>
    /// <param name="observe">Makes the observer of a start, 0 for the first, or null.</param>
    /// <param name="cancellation">Ends it after the step under way; what was reached takes part.</param>
    /// <returns>All results in order, and the place of the best.</returns>
    /// <exception cref="InvalidInputException">Options, definition and samples do not fit each other.</exception>
    public (IReadOnlyList<TrainingResult> All, int Best) Run(
        int starts,
        Samples samples,
        Samples? validation,
        Func<int, ITrainingObserver?>? observe = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(starts, 1);
        List<TrainingResult> results = [];
        do
        {
            ulong seed = options.Seed + (ulong)results.Count;
            results.Add(
                new Trainer(options with { Seed = seed }).Train(
                    Network.Create(definition, seed),
                    samples,
                    validation,
                    observe?.Invoke(results.Count),
                    cancellation
                )
            );
        } while (results.Count < starts && !cancellation.IsCancellationRequested);
        return (results, Best(results));
    }

    /// <summary>
    /// The place of the best of some trainings: the one whose kept epoch has the least validation loss, or, without validation, training loss. One that
    /// diverged is not it, unless all did.
    /// </summary>
    /// <param name="results">At least one.</param>
    public static int Best(IReadOnlyList<TrainingResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Enumerable.Range(0, results.Count).MinBy(i => Height(results[i]));
    }

    /// <summary>The loss of the network that was kept; one that diverged, or was cancelled before an epoch was done, is worse than any other.</summary>
    internal static double Height(TrainingResult result)
    {
        if (result.Epochs.Count == 0)
            return double.PositiveInfinity;
        EpochResult epoch = result.Epochs[(result.BestEpoch ?? result.Epochs.Count) - 1];
        return result.Divergence is null && double.IsFinite(epoch.MonitoredLoss) ? epoch.MonitoredLoss : double.MaxValue;
    }
}
