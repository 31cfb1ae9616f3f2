using System.Diagnostics;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Runs a study to its end: takes results from the journal where it has them, and has the rest trained.</summary>
/// <param name="study">The study, at its beginning.</param>
/// <param name="journal">Its journal.</param>
/// <param name="trainer">Trains.</param>
/// <param name="options">The number of workers, and the hours.</param>
/// <param name="board">Where jobs are put up. Default: a new one, for the workers of this process alone.</param>
internal sealed class StudyRun(Study study, StudyJournal journal, ITrialTrainer trainer, SearchOptions options, TrialBoard? board = null)
{
    private readonly TrialBoard _board = board ?? new TrialBoard();

    /// <summary>Called for every result that was not in the journal.</summary>
    public Action<Trial>? Trained { get; init; }

    /// <summary>Called after every batch of which something was trained.</summary>
    public Action? BatchEnded { get; init; }

    /// <summary>Runs to the end, or until cancelled.</summary>
    /// <exception cref="InvalidInputException">The journal has other trials, or training failed.</exception>
    public void Run(CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        while (!cancellation.IsCancellationRequested)
        {
            if (options.Hours is double hours && study.Trials.Count > 0 && Stopwatch.GetElapsedTime(started).TotalHours >= hours)
                study.Close();
            IReadOnlyList<TrialJob> batch = study.NextBatch();
            if (batch.Count == 0)
                return;
            RunBatch(batch, cancellation);
        }

        foreach (Trial known in journal.Trials.Values)
            study.Recall(known);
    }

    private void RunBatch(IReadOnlyList<TrialJob> batch, CancellationToken cancellation)
    {
        List<TrialJob> jobs = [];
        foreach (TrialJob job in batch)
        {
            if (Known(job) is Trial known)
                study.Complete(known);
            else
                jobs.Add(job);
        }

        if (jobs.Count == 0)
            return;
        foreach (Trial result in TrialWorkers.Run(jobs, trainer, options.Workers, _board, cancellation))
        {
            journal.Append(result);
            study.Complete(result);
            Trained?.Invoke(result);
        }

        Trial[] settled = [.. study.Settled()];
        trainer.Forget(settled);
        _board.Settle(settled);
        BatchEnded?.Invoke();
    }

    // A journal may know more of a trial than is asked for: of a study that had ended, and has more trials now.
    private Trial? Known(TrialJob job)
    {
        if (!journal.Trials.TryGetValue(job.Trial.Number, out Trial? known))
            return null;
        if (!known.Settings.SequenceEqual(job.Trial.Settings))
        {
            throw new InvalidInputException(
                $"The journal's trial {job.Trial.Number} has the settings {string.Join(", ", known.Settings)}, where this version of the program tries "
                    + $"{string.Join(", ", job.Trial.Settings)}. Continue the study with the version that began it, or choose another model file."
            );
        }

        if (known.Epochs.Length >= job.Epochs)
            return job.Trial with { Epochs = known.Epochs[..job.Epochs] };
        return known.HasDiverged ? known : null;
    }
}
