using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace MnistTrainer.Experiments;

/// <summary>Trains jobs on several threads of this process, beside workers elsewhere that take jobs from the same board.</summary>
/// <param name="board">Where the jobs are put up.</param>
/// <param name="trainer">Trains a job.</param>
/// <param name="threads">The number of threads; 0 where all jobs are done elsewhere.</param>
internal sealed class JobThreads(JobBoard board, IJobTrainer trainer, int threads)
{
    /// <summary>When to end where this process has no threads for the jobs and no worker takes them (<see cref="JobBoard.NextResult"/>). Default: never.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Has all jobs done, and returns each result when it is there. The first failure on a thread ends all jobs.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="cancellation">Ends the jobs that are not done; their results are left out.</param>
    public IEnumerable<JobResult> Run(IReadOnlyList<PostedJob> jobs, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using CancellationTokenRegistration withdrawal = ended.Token.Register(board.Withdraw);
        ConcurrentQueue<Exception> failures = new();
        board.Post(jobs);
        if (ended.IsCancellationRequested)
            board.Withdraw();
        Task all = Task.WhenAll(
            Enumerable
                .Range(0, Math.Min(threads, jobs.Count))
                .Select(i =>
                    Task.Factory.StartNew(
                        () => Work($"thread {i}"),
                        CancellationToken.None,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default
                    )
                )
        );
        try
        {
            // Threads of this process will take the jobs, but may not have started yet.
            while (board.NextResult(threads == 0 ? End : null) is JobResult result)
                yield return result;
        }
        finally
        {
            // The receiver of the results may fail, too; no thread outlives the call.
            ended.Cancel();
            all.Wait(CancellationToken.None);
        }

        if (failures.TryDequeue(out Exception? failure))
            ExceptionDispatchInfo.Capture(failure).Throw();

        void Work(string worker)
        {
            try
            {
                while (board.TakeOrWait(worker) is Job job)
                    board.Complete(worker, job.Key, trainer.Train(job, ended.Token));
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested) { }
            catch (Exception e)
            {
                failures.Enqueue(e);
                ended.Cancel();
            }
        }
    }
}
