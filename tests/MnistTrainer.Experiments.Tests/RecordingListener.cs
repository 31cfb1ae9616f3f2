using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Records what an experiment reports, and can cancel it.</summary>
internal sealed class RecordingListener : IExperimentListener, ITrainingObserver
{
    public List<ExperimentNote> Notes { get; } = [];

    public List<string> Phases { get; } = [];

    /// <summary>The phases that have ended, each with its greatest progress.</summary>
    public List<(ExperimentPhase Phase, double Progress)> Ended { get; } = [];

    public List<TrainingSetup> Setups { get; } = [];

    public List<int> Epochs { get; } = [];

    public double Progress { get; private set; }

    /// <summary>Called when a phase begins, with its title.</summary>
    public Action<string>? Phase { get; init; }

    /// <summary>Called after every step.</summary>
    public Action? Step { get; init; }

    public T Run<T>(ExperimentPhase phase, Func<IProgress<double>?, T> work)
    {
        Phases.Add(phase.Title);
        Phase?.Invoke(phase.Title);
        Receiver receiver = new(this);
        T result = work(receiver);
        Ended.Add((phase, receiver.Greatest));
        return result;
    }

    public void OnNote(ExperimentNote note) => Notes.Add(note);

    public ITrainingObserver Observe(TrainingSetup setup)
    {
        Setups.Add(setup);
        return this;
    }

    public void OnStep(in TrainingProgress progress) => Step?.Invoke();

    public void OnEpoch(EpochResult result) => Epochs.Add(result.Number);

    private sealed class Receiver(RecordingListener listener) : IProgress<double>
    {
        private readonly Lock _lock = new();

        public double Greatest { get; private set; }

        public void Report(double value)
        {
            lock (_lock)
                (listener.Progress, Greatest) = (value, Math.Max(Greatest, value));
        }
    }
}
