using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Hears how an experiment gets on: phases that take a while, trainings, and notes about what was decided on the way. A console draws bars and lines from
/// it, a test records it, a service logs it. Every member has a default that does nothing. Members are called on the thread that runs the experiment.
/// </summary>
public interface IExperimentListener
{
    /// <summary>Ignores everything.</summary>
    static IExperimentListener None { get; } = new SilentListener();

    /// <summary>Runs one phase. An implementation shows its progress, calls <paramref name="work"/> once and returns its result.</summary>
    /// <param name="phase">What begins.</param>
    /// <param name="work">Does the work. Gets a receiver of values from 0 to <see cref="ExperimentPhase.Total"/>, or null where nobody asks for progress.</param>
    T Run<T>(ExperimentPhase phase, Func<IProgress<double>?, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return work(null);
    }

    /// <summary>Receives something worth knowing: a choice that was made, a part that was held out.</summary>
    /// <param name="note">One of the records derived from <see cref="ExperimentNote"/>.</param>
    void OnNote(ExperimentNote note) { }

    /// <summary>Called before a network is trained.</summary>
    /// <param name="setup">What is trained, and on what.</param>
    /// <returns>Receives the steps and epochs of this training; null for none.</returns>
    ITrainingObserver? Observe(TrainingSetup setup) => null;

    private sealed class SilentListener : IExperimentListener;
}
