using System.Diagnostics;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Measures how long a training takes, with its validation and pauses; of what it was resumed from, the epochs.</summary>
internal sealed class TrainingClock : ITrainingObserver
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private TimeSpan _before;

    /// <summary>The time so far.</summary>
    public TimeSpan Elapsed => _before + Stopwatch.GetElapsedTime(_started);

    public void OnResume(IReadOnlyList<EpochResult> epochs, int samplesInEpoch) =>
        _before = epochs.Aggregate(TimeSpan.Zero, (sum, epoch) => sum + epoch.Duration);
}
