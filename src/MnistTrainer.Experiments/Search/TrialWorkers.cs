using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace MnistTrainer.Experiments;

/// <summary>Does jobs on several threads, those that take longest first.</summary>
internal static class TrialWorkers
{
    /// <summary>Does all jobs, and returns each result when it is there. The first failure ends all jobs.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="trainer">Does a job.</param>
    /// <param name="workers">The number of threads, at least 1.</param>
    /// <param name="cancellation">Ends the jobs that are not done; their results are left out.</param>
    public static IEnumerable<Trial> Run(IReadOnlyList<TrialJob> jobs, ITrialTrainer trainer, int workers, CancellationToken cancellation)
    {
        IEnumerable<TrialJob> ordered = jobs.OrderByDescending(job => job.Epochs - job.Trial.Epochs.Length);
        int threads = Math.Min(workers, jobs.Count);
        return threads == 1
            ? ordered.Select(job => Train(job, trainer, cancellation)).TakeWhile(result => result is not null).OfType<Trial>()
            : RunOnThreads(new ConcurrentQueue<TrialJob>(ordered), trainer, threads, cancellation);
    }

    private static IEnumerable<Trial> RunOnThreads(
        ConcurrentQueue<TrialJob> waiting,
        ITrialTrainer trainer,
        int threads,
        CancellationToken cancellation
    )
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using BlockingCollection<Trial> results = [];
        ConcurrentQueue<Exception> failures = new();
        Task all = Task.WhenAll(
                Enumerable
                    .Range(0, threads)
                    .Select(_ =>
                        Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                    )
            )
            .ContinueWith(_ => results.CompleteAdding(), TaskScheduler.Default);
        try
        {
            foreach (Trial result in results.GetConsumingEnumerable(CancellationToken.None))
                yield return result;
        }
        finally
        {
            // Whoever takes the results may fail, too; no thread outlives the call.
            ended.Cancel();
            all.Wait(CancellationToken.None);
        }

        if (failures.TryDequeue(out Exception? failure))
            ExceptionDispatchInfo.Capture(failure).Throw();

        void Work()
        {
            try
            {
                while (waiting.TryDequeue(out TrialJob? job) && Train(job, trainer, ended.Token) is Trial result)
                    results.Add(result, CancellationToken.None);
            }
            catch (Exception e)
            {
                failures.Enqueue(e);
                ended.Cancel();
            }
        }
    }

    /// <returns>The result; null if cancelled. The trial's checkpoint has what was reached.</returns>
    private static Trial? Train(TrialJob job, ITrialTrainer trainer, CancellationToken cancellation)
    {
        try
        {
            return cancellation.IsCancellationRequested ? null : trainer.Train(job, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
