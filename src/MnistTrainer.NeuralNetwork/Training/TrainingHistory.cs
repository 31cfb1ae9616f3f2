namespace MnistTrainer.NeuralNetwork;

/// <summary>What one epoch came to.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="TrainLoss">The mean loss of the epoch's samples, each measured just before it was learned from.</param>
/// <param name="ValidationAccuracy">The share of validation samples recognised after the epoch, 0 to 1; null without any.</param>
/// <param name="Duration">How long the epoch took, without its validation.</param>
public sealed record EpochResult(int Number, double TrainLoss, double? ValidationAccuracy, TimeSpan Duration)
{
    /// <summary>The loss that tells whether training gets on.</summary>
    internal double MonitoredLoss => TrainLoss;
}

/// <summary>What training came to.</summary>
/// <param name="Network">The trained network.</param>
/// <param name="Epochs">The epochs that were completed.</param>
/// <param name="SamplesSeen">How many times a sample was learned from, over all epochs.</param>
/// <param name="Threads">Threads that worked.</param>
/// <param name="WasCancelled">Whether training was cancelled; the network is what was reached by then.</param>
public sealed record TrainingResult(
    Network Network, IReadOnlyList<EpochResult> Epochs, long SamplesSeen, int Threads, bool WasCancelled);

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
    /// <summary>After every step.</summary>
    void OnStep(in TrainingProgress progress)
    {
    }

    /// <summary>After every epoch and its validation.</summary>
    void OnEpoch(EpochResult result)
    {
    }
}
