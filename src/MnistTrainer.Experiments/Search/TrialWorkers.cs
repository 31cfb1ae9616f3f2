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
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using BlockingCollection<Trial> results = [];
        ConcurrentQueue<TrialJob> waiting = new(jobs.OrderByDescending(job => job.Epochs - job.Trial.Epochs.Length));
        ConcurrentQueue<Exception> failures = new();
        Task[] threads =
        [
            .. Enumerable
                .Range(0, Math.Min(workers, jobs.Count))
                .Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
        ];
        Task all = Task.WhenAll(threads).ContinueWith(_ => results.CompleteAdding(), TaskScheduler.Default);
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
                while (!ended.IsCancellationRequested && waiting.TryDequeue(out TrialJob? job))
                    results.Add(trainer.Train(job, ended.Token), CancellationToken.None);
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                // The trial's checkpoint has what was reached.
            }
            catch (Exception e)
            {
                failures.Enqueue(e);
                ended.Cancel();
            }
        }
    }
}
