using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Ways of dividing runs among processes, each of which has a run set of its own.</summary>
internal static class DividedRuns
{
    /// <summary>How runs are divided: <c>2,1</c> are two shards, the second first; a <c>!</c> behind a number stands for one that is interrupted, and started again at the end.</summary>
    public static TheoryData<string> Ways => new("", "1,2", "2,1", "3,2!,1", "1");

    /// <summary>Trains as shards do. Without a way, nothing.</summary>
    /// <param name="way">One of <see cref="Ways"/>; <c>1</c> is the first of two alone, as the rest is trained by who collects.</param>
    /// <param name="folder">The folder of the checkpoints.</param>
    /// <param name="create">Creates the runs of a process, with what it listens with.</param>
    public static void Train(string way, string folder, Func<IExperimentListener, IRunSet> create)
    {
        string[] parts = way.Split(',', StringSplitOptions.RemoveEmptyEntries);
        int count = Math.Max(2, parts.Length);
        foreach (string part in parts)
            Train(new Shard(part[0] - '0', count), folder, create, interrupts: part.EndsWith('!'));
        foreach (string part in parts.Where(part => part.EndsWith('!')))
            Train(new Shard(part[0] - '0', count), folder, create, interrupts: false);
    }

    private static void Train(Shard shard, string folder, Func<IExperimentListener, IRunSet> create, bool interrupts)
    {
        using Interruption interruption = new(interrupts ? 5 : int.MaxValue);
        IRunSet runs = create(interruption);
        ShardReport report = shard.Train(runs, new RunFolder(folder), interruption, interruption.Token);
        string[] names = [.. shard.RunsOf(runs.Count).Select(runs.NameOf)];
        Assert.Equal(interrupts, report.WasCanceled);
        Assert.All(report.Trained, name => Assert.Contains(name, names));
        Assert.All(names.Except(report.Trained), name => Assert.True(File.Exists(Path.Combine(folder, $"{name}.checkpoint"))));
        Assert.Equal(names.Length > 0 && interrupts, report.Trained.Length < names.Length);
    }

    /// <summary>Cancels a training in the middle of an epoch, after some steps, whether the training reports them to an observer or as progress.</summary>
    private sealed class Interruption(int steps) : IExperimentListener, ITrainingObserver, IDisposable
    {
        private readonly CancellationTokenSource _source = new();
        private int _taken;

        public CancellationToken Token => _source.Token;

        public T Run<T>(ExperimentPhase phase, Func<IProgress<double>?, T> work) => work(new Steps(this));

        public ITrainingObserver? Observe(TrainingSetup setup) => setup.Fold is null ? null : this;

        public void OnStep(in TrainingProgress progress) => Count();

        public void Dispose() => _source.Dispose();

        private void Count()
        {
            if (++_taken == steps)
                _source.Cancel();
        }

        private sealed class Steps(Interruption interruption) : IProgress<double>
        {
            public void Report(double value) => interruption.Count();
        }
    }
}
