namespace MnistTrainer.NeuralNetwork;

/// <summary>Why training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs were completed.</summary>
    Completed,

    /// <summary>Validation stopped improving (<see cref="EarlyStopping"/>).</summary>
    StoppedEarly,

    /// <summary>Training was canceled.</summary>
    Canceled,

    /// <summary>Training diverged (<see cref="Divergence"/>).</summary>
    Diverged,
}

/// <summary>The result of a training run.</summary>
public sealed record TrainingResult
{
    /// <summary>
    /// The trained network: with early stopping, that of the best epoch; after a divergence, the last good one; otherwise, the final one.
    /// The network includes the history.
    /// </summary>
    public required Network Network { get; init; }

    /// <summary>The completed epochs, including those before a checkpoint.</summary>
    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    /// <summary>The number of samples trained on, over all epochs.</summary>
    public required long SamplesSeen { get; init; }

    /// <summary>The number of threads used.</summary>
    public required int Threads { get; init; }

    /// <summary>Why training ended.</summary>
    public required TrainingEnd End { get; init; }

    /// <summary>The epoch whose network early stopping kept, from 1; null without early stopping.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>The divergence that ended training, or null.</summary>
    public Divergence? Divergence { get; init; }

    /// <summary>Whether training was canceled; the network is the one trained so far.</summary>
    public bool WasCanceled => End == TrainingEnd.Canceled;
}

/// <summary>The progress of a training run.</summary>
/// <param name="Epoch">The current epoch, from 1.</param>
/// <param name="Epochs">The total number of epochs.</param>
/// <param name="SamplesInEpoch">The number of samples trained on in this epoch so far.</param>
/// <param name="SamplesPerEpoch">The number of samples in an epoch.</param>
/// <param name="MeanLoss">The mean loss in this epoch so far.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, int SamplesInEpoch, int SamplesPerEpoch, double MeanLoss)
{
    /// <summary>The last step; null if progress is not reported for each step.</summary>
    public ObservedStep? Step { get; init; }
}

/// <summary>One step of a training run.</summary>
/// <param name="Samples">The number of samples of the batch.</param>
/// <param name="Loss">Their mean weighted loss, measured before the step; excludes penalties.</param>
/// <param name="LearningRate">The learning rate of the step.</param>
/// <param name="GradientNorm">The L2 norm of the gradient, the L2 penalty included, before clipping.</param>
public readonly record struct ObservedStep(int Samples, double Loss, float LearningRate, double GradientNorm);

/// <summary>Observes a training run. Called on the training thread, so implementations should return quickly.</summary>
public interface ITrainingObserver
{
    /// <summary>Called before the first step if training resumes from a checkpoint.</summary>
    /// <param name="epochs">The epochs completed earlier; <see cref="OnEpoch(EpochResult, Network)"/> is not called for them.</param>
    /// <param name="samplesInEpoch">The number of samples already trained on in the next epoch.</param>
    void OnResume(IReadOnlyList<EpochResult> epochs, int samplesInEpoch) { }

    /// <summary>Called after every step. Training waits until it returns; this time is not included in <see cref="EpochResult.Duration"/>.</summary>
    void OnStep(in TrainingProgress progress) { }

    /// <summary>Called after every epoch and its validation.</summary>
    void OnEpoch(EpochResult result) { }

    /// <summary>Called after every epoch, with the network. By default, calls <see cref="OnEpoch(EpochResult)"/>.</summary>
    /// <param name="result">The epoch's result.</param>
    /// <param name="network">The network being trained. Its parameters change with the next step: use it only during the call.</param>
    void OnEpoch(EpochResult result, Network network) => OnEpoch(result);
}
