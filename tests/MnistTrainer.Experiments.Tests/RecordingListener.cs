namespace MnistTrainer.Experiments.Tests;

/// <summary>Records the phases and notes of an experiment, and the greatest progress of each phase.</summary>
internal sealed class RecordingListener : IExperimentListener
{
    public List<(ExperimentPhase Phase, double Progress)> Phases { get; } = [];

    public List<ExperimentNote> Notes { get; } = [];

    public T Run<T>(ExperimentPhase phase, Func<IProgress<double>?, T> work)
    {
        Maximum maximum = new();
        T result = work(maximum);
        Phases.Add((phase, maximum.Value));
        return result;
    }

    public void OnNote(ExperimentNote note) => Notes.Add(note);

    private sealed class Maximum : IProgress<double>
    {
        private readonly Lock _lock = new();

        public double Value { get; private set; }

        public void Report(double value)
        {
            lock (_lock)
                Value = Math.Max(Value, value);
        }
    }
}
