using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Runs that are trained in order, by this process or, with checkpoints, by whichever gets to them. The only loop over several trainings.</summary>
/// <param name="checkpoints">Of a single run, its checkpoint; of several, their folder; null for none.</param>
/// <param name="ranks">The ranks that train each run together.</param>
/// <param name="listener">Hears of what was there before.</param>
internal abstract class TrainingRuns(Checkpointing? checkpoints, ITrainingRanks ranks, IExperimentListener listener) : IRunSet
{
    /// <inheritdoc/>
    public abstract int Count { get; }

    /// <inheritdoc/>
    public abstract ImmutableSortedDictionary<string, string> Identity { get; }

    /// <summary>Hears of each run.</summary>
    protected IExperimentListener Listener => listener;

    /// <summary>The ranks that train each run together.</summary>
    protected ITrainingRanks Ranks => ranks;

    private bool IsRepeated => Count > 1;

    private RunFolder? Folder => IsRepeated && checkpoints is not null ? new RunFolder(checkpoints.Path) : null;

    /// <inheritdoc/>
    public abstract string NameOf(int run);

    /// <inheritdoc/>
    public bool Train(int run, string checkpointPath, CancellationToken cancellation)
    {
        Checkpointing settings = checkpoints ?? new Checkpointing(checkpointPath);
        settings = settings with { Path = checkpointPath, Resume = File.Exists(checkpointPath), KeepAtEnd = true };
        return !TrainAt(run, settings, cancellation).Training.WasCanceled;
    }

    /// <summary>Trains the runs in order, at least the first, and finds those that are finished. One that is canceled is the last.</summary>
    public IEnumerable<RunResult> InOrder(CancellationToken cancellation)
    {
        if (Folder is RunFolder folder && folder.FinishedAmong(this) is { Count: > 0 } finished)
            listener.OnNote(new RunsFoundNote(folder.Path, finished.Count, Count));
        bool isCanceled;
        int run = 0;
        do
        {
            RunResult result = TrainAt(run, CheckpointsOf(run), cancellation);
            if (ranks.Rank == 0 && Folder is RunFolder kept && !result.Training.WasCanceled && !kept.IsFinished(NameOf(run)))
                kept.Finish(NameOf(run));
            // Ranks stop together, after the run in which they were stopped.
            isCanceled = result.Training.WasCanceled || (ranks.Count == 1 && cancellation.IsCancellationRequested);
            yield return result;
        } while (++run < Count && !isCanceled);
    }

    /// <summary>Deletes the checkpoints of all runs.</summary>
    public void DeleteCheckpoints()
    {
        if (ranks.Rank != 0)
            return;
        if (Folder is RunFolder folder)
            folder.Delete(this);
        else
            checkpoints?.Delete();
    }

    /// <summary>Trains a run.</summary>
    protected abstract RunResult Train(int run, Checkpointing? checkpoints, CancellationToken cancellation);

    private RunResult TrainAt(int run, Checkpointing? settings, CancellationToken cancellation)
    {
        try
        {
            return Train(run, settings, cancellation);
        }
        catch (InvalidInputException e)
            when (IsRepeated && settings is { Resume: true } && e.Message.StartsWith(settings.Path, StringComparison.Ordinal))
        {
            throw new InvalidInputException($"{e.Message} To start over, delete {Path.GetDirectoryName(settings.Path)}.", e);
        }
    }

    private Checkpointing? CheckpointsOf(int run)
    {
        if (Folder is not RunFolder folder)
            return checkpoints;
        string name = NameOf(run);
        (bool isFinished, bool isBegun) = OfFirst(folder.IsFinished(name), File.Exists(folder.UnfinishedOf(name)));
        return checkpoints! with
        {
            Path = isFinished ? folder.FinishedOf(name) : folder.UnfinishedOf(name),
            Resume = isFinished || isBegun,
            KeepAtEnd = true,
        };
    }

    // On machines other than that of rank 0, there may be no checkpoint.
    private (bool, bool) OfFirst(bool isFinished, bool isBegun)
    {
        byte[] states = new byte[ranks.Count];
        states[ranks.Rank] = (byte)((isFinished ? 1 : 0) + (isBegun ? 2 : 0));
        ranks.Gather(states);
        return ((states[0] & 1) != 0, (states[0] & 2) != 0);
    }
}
