namespace MnistTrainer.NeuralNetwork;

/// <summary>Why training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs were done.</summary>
    Completed,

    /// <summary>There was nothing more to gain (<see cref="EarlyStopping"/>).</summary>
    StoppedEarly,

    /// <summary>It was cancelled.</summary>
    Cancelled,

    /// <summary>The loss or the gradient ran away (<see cref="Divergence"/>).</summary>
    Diverged,
}

/// <summary>What training came to.</summary>
public sealed record TrainingResult
{
    /// <summary>
    /// The trained network: with early stopping that of the best epoch, after a divergence the last good one, else what was reached. Its definition
    /// carries the history.
    /// </summary>
    public required Network Network { get; init; }

    /// <summary>The epochs that were completed, those before a checkpoint included.</summary>
    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    /// <summary>How many times a sample was learned from, over all epochs.</summary>
    public required long SamplesSeen { get; init; }

    /// <summary>Threads that worked.</summary>
    public required int Threads { get; init; }

    /// <summary>Why training ended.</summary>
    public required TrainingEnd End { get; init; }

    /// <summary>The epoch whose network was kept by early stopping, 1 for the first; null without it.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>What went wrong where training diverged, else null.</summary>
    public Divergence? Divergence { get; init; }

    /// <summary>Whether training was cancelled; the network is what was reached by then.</summary>
    public bool WasCancelled => End == TrainingEnd.Cancelled;
}

/// <summary>Where training stands.</summary>
/// <param name="Epoch">The epoch under way, 1 for the first.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="SamplesInEpoch">Samples learned from in this epoch so far.</param>
/// <param name="SamplesPerEpoch">Samples in an epoch.</param>
/// <param name="MeanLoss">Their mean loss.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, int SamplesInEpoch, int SamplesPerEpoch, double MeanLoss);

/// <summary>Watches a network being trained. Called on the training thread, so it should be quick.</summary>
public interface ITrainingObserver
{
    /// <summary>Before the first step, where training goes on from a checkpoint.</summary>
    /// <param name="epochs">The epochs that were completed before; <see cref="OnEpoch(EpochResult, Network)"/> is not called for them.</param>
    /// <param name="samplesInEpoch">Samples already learned from in the epoch that comes next.</param>
    void OnResume(IReadOnlyList<EpochResult> epochs, int samplesInEpoch) { }

    /// <summary>After every step.</summary>
    void OnStep(in TrainingProgress progress) { }

    /// <summary>After every epoch and its validation.</summary>
    void OnEpoch(EpochResult result) { }

    /// <summary>As <see cref="OnEpoch(EpochResult)"/>, which it calls unless told otherwise, with the network that the epoch came to.</summary>
    /// <param name="result">The epoch's figures.</param>
    /// <param name="network">Its weights are those of the training and change with the next step: use it during the call only.</param>
    void OnEpoch(EpochResult result, Network network) => OnEpoch(result);
}
