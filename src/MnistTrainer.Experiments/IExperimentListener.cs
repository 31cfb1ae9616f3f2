using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Receives the progress of an experiment: phases that take some time, training runs, and notes about decisions. A console can display it, a test can record
/// it, a service can log it. Every member has a default implementation that does nothing. Members are called on the thread that runs the experiment.
/// </summary>
public interface IExperimentListener
{
    /// <summary>Ignores everything.</summary>
    static IExperimentListener None { get; } = new SilentListener();

    /// <summary>Runs one phase. An implementation shows its progress, calls <paramref name="work"/> once and returns its result.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="work">Does the work. Its argument receives values from 0 to <see cref="ExperimentPhase.Total"/>, or is null if progress is not needed.</param>
    T Run<T>(ExperimentPhase phase, Func<IProgress<double>?, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return work(null);
    }

    /// <summary>Receives a note: a choice that was made, or a part that was held out.</summary>
    /// <param name="note">One of the records derived from <see cref="ExperimentNote"/>.</param>
    void OnNote(ExperimentNote note) { }

    /// <summary>Called before a network is trained.</summary>
    /// <param name="setup">The recipe and the data.</param>
    /// <returns>The observer of this training run; null for none.</returns>
    ITrainingObserver? Observe(TrainingSetup setup) => null;

    private sealed class SilentListener : IExperimentListener;
}
