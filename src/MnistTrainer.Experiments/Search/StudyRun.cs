using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Runs a study to its end: takes results from the journal where it has them, and has the rest trained.</summary>
/// <param name="study">The study, at its beginning.</param>
/// <param name="journal">Its journal.</param>
/// <param name="trainer">Trains.</param>
/// <param name="options">The number of workers, and the hours.</param>
/// <param name="board">Where jobs are put up. Default: a new one, for the workers of this process alone.</param>
internal sealed class StudyRun(Study study, StudyJournal journal, ITrialTrainer trainer, SearchOptions options, JobBoard? board = null)
{
    private readonly JobBoard _board = board ?? new JobBoard();
    private DateTimeOffset? _end;

    /// <summary>The part of the jobs that this process does. Default: null, for all.</summary>
    public StudyShard? Shard { get; init; }

    /// <summary>Called for every result that was not in the journal.</summary>
    public Action<Trial>? Trained { get; init; }

    /// <summary>Called after every batch of which something was trained.</summary>
    public Action? BatchEnded { get; init; }

    /// <summary>Runs to the end, or until canceled.</summary>
    /// <returns>Whether it has reached the end: false also if the hours were over and no worker was there to train the rest.</returns>
    /// <exception cref="InvalidInputException">The journal has other trials, or training failed.</exception>
    public bool Run(CancellationToken cancellation)
    {
        if (options.Hours is double hours)
            _end = _board.Now.AddHours(hours);
        while (!cancellation.IsCancellationRequested)
        {
            if (study.Trials.Count > 0 && _board.Now >= _end)
                study.Close();
            IReadOnlyList<TrialJob> batch = study.NextBatch();
            if (batch.Count == 0)
                return true;
            if (!RunBatch(batch, cancellation))
                break;
        }

        foreach (Trial known in journal.Trials.Values)
            study.Recall(known);
        return false;
    }

    // Whether all jobs of the batch are done.
    private bool RunBatch(IReadOnlyList<TrialJob> batch, CancellationToken cancellation)
    {
        List<TrialJob> jobs = [];
        foreach (TrialJob job in batch)
        {
            if (Known(job) is Trial known)
            {
                Shard?.Publish(job, known);
                study.Complete(known);
            }
            else
                jobs.Add(job);
        }

        if (jobs.Count == 0)
            return true;
        int done = 0;
        TrialJob[] own = [.. jobs.Where(IsTrainedHere)];
        foreach (Trial result in Train(own, cancellation).Concat(WaitFor(jobs.Except(own), cancellation)))
        {
            done++;
            journal.Append(result);
            study.Complete(result);
            Trained?.Invoke(result);
        }

        Trial[] settled = [.. study.Settled()];
        trainer.Forget(settled.Select(trial => trial.Number));
        _board.Settle(settled.Select(TrialJob.KeyOf));
        BatchEnded?.Invoke();
        return done == jobs.Count;
    }

    private bool IsTrainedHere(TrialJob job) => Shard is null || (Shard.IsOwn(job) && Shard.Find(job) is null);

    private IEnumerable<Trial> Train(IReadOnlyList<TrialJob> jobs, CancellationToken cancellation)
    {
        JobThreads threads = new(_board, new TrialJobTrainer(trainer), options.Workers) { End = _end };
        foreach (JobResult one in threads.Run([.. jobs.Select(job => job.Posted())], cancellation))
        {
            Trial result = TrialJob.TrialOf(one.Content);
            Shard?.Publish(jobs.First(job => job.Trial.Number == result.Number), result);
            yield return result;
        }
    }

    // Results of other shards, or of this shard in an earlier process.
    private IEnumerable<Trial> WaitFor(IEnumerable<TrialJob> jobs, CancellationToken cancellation)
    {
        foreach (TrialJob job in jobs)
        {
            if (Shard!.Wait(job, cancellation) is not Trial result)
                yield break;
            yield return result;
        }
    }

    // A journal may have more results of a trial than requested, if the study had ended and has more trials now.
    private Trial? Known(TrialJob job)
    {
        if (!journal.Trials.TryGetValue(job.Trial.Number, out Trial? known))
            return null;
        if (!known.Settings.SequenceEqual(job.Trial.Settings))
        {
            throw new InvalidInputException(
                $"The journal's trial {job.Trial.Number} has the settings {string.Join(", ", known.Settings)}, where this version of the program tries "
                    + $"{string.Join(", ", job.Trial.Settings)}. Continue the study with the version that started it, or choose another model file."
            );
        }

        if (known.Epochs.Length >= job.Epochs)
            return job.Trial with { Epochs = known.Epochs[..job.Epochs] };
        return known.HasDiverged ? known : null;
    }
}
