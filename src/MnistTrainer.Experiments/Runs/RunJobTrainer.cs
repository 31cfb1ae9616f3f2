using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Trains runs of a set as jobs of a board in another process: the result is the finished checkpoint.</summary>
/// <param name="runs">The runs.</param>
/// <param name="folder">The existing folder of the checkpoints.</param>
public sealed class RunJobTrainer(IRunSet runs, RunFolder folder) : IJobTrainer
{
    private readonly Dictionary<string, int> _runs = Enumerable
        .Range(0, runs.Count)
        .ToDictionary(runs.NameOf, run => run, StringComparer.Ordinal);

    /// <summary>Called with the name of every trained run, on the thread that trained it. Default: none.</summary>
    public Action<string>? Trained { get; init; }

    /// <summary>Trains a run, or resumes it from its checkpoint.</summary>
    /// <exception cref="InvalidInputException">The job is not one of the runs, or cannot be trained.</exception>
    /// <exception cref="OperationCanceledException">Training was canceled; the checkpoint is kept.</exception>
    public ReadOnlyMemory<byte> Train(Job job, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (!_runs.TryGetValue(job.Key, out int run))
            throw new InvalidInputException(job.Key, "one of the runs", "another", "Use the same version of the program");
        if (!folder.Train(runs, run, cancellation))
            throw new OperationCanceledException(cancellation);
        Trained?.Invoke(job.Key);
        return File.ReadAllBytes(folder.FinishedOf(job.Key));
    }

    /// <summary>Deletes the checkpoints of runs that any worker has delivered.</summary>
    public void Forget(IReadOnlyCollection<string> keys)
    {
        foreach (string key in keys.Where(_runs.ContainsKey))
        {
            AtomicFile.Delete(folder.UnfinishedOf(key));
            AtomicFile.Delete(folder.FinishedOf(key));
        }
    }
}
