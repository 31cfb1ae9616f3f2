using System.Net;
using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Workers;

/// <summary>
/// Takes jobs from a remote board, one at a time, and trains them on its own threads. Checkpoints of unfinished jobs stay on the worker's machine: a job that another
/// worker has begun is started again, with the same result.
/// </summary>
/// <param name="options">The address of the board, and the secret.</param>
/// <param name="join">Prepares for the jobs according to the terms: returns their trainer, and their identity on this machine.</param>
public sealed class JobWorker(WorkerOptions options, Func<JobTerms, JoinedJobs> join)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    /// <summary>The unique name of the worker: the machine's name and a random part.</summary>
    public string Name { get; } = $"{Dns.GetHostName()}-{Guid.NewGuid():N}"[..^24];

    /// <summary>Called with the key of every job that is taken. Default: none.</summary>
    public Action<string>? Taken { get; init; }

    /// <summary>Called with the key of every job whose result is delivered. Default: none.</summary>
    public Action<string>? Completed { get; init; }

    /// <summary>Called when the process that serves jobs cannot be reached, before the next attempt. Default: none.</summary>
    public Action? Lost { get; init; }

    private string Place => options.Cluster?.ToString() ?? $"{options.EndPoint}";

    /// <summary>Works until all jobs are done.</summary>
    /// <param name="cancellation">Returns the job to the board and ends.</param>
    /// <returns>The number of jobs done by this worker.</returns>
    /// <exception cref="InvalidInputException">
    /// The process that serves jobs cannot be reached or has a different secret, this machine has different data or a different version, or a result differs from a known one.
    /// </exception>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        JoinedJobs? jobs = null;
        int done = 0;
        DateTimeOffset? lost = null;
        while (true)
        {
            (string Expected, string Found, string Remedy)? fault = null;
            try
            {
                await using BoardClient board = await ConnectAsync(
                        (expected, found, remedy) => fault = (expected, found, remedy),
                        hasJoined: jobs is not null,
                        cancellation
                    )
                    .ConfigureAwait(false);
                JobTerms terms = await board.JoinAsync().ConfigureAwait(false);
                lost = null;
                try
                {
                    jobs = Join(terms, jobs);
                    bool hasEnded = false;
                    while (!hasEnded)
                    {
                        (bool isDone, hasEnded) = await WorkAsync(board, jobs, cancellation).ConfigureAwait(false);
                        done += isDone ? 1 : 0;
                    }
                }
                catch (Exception e) when (e is not BoardLostException)
                {
                    await board.LeaveAsync().ConfigureAwait(false);
                    throw;
                }

                return done;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return done;
            }
            catch (BoardLostException e)
            {
                if (fault is (string expected, string found, string remedy))
                    throw new InvalidInputException(Place, expected, found, remedy, e);
                lost ??= DateTimeOffset.UtcNow;
                if (DateTimeOffset.UtcNow - lost > options.Patience)
                    throw new InvalidInputException(
                        Place,
                        "a process that serves jobs",
                        options.Cluster is null ? "no answer" : "none that responds",
                        "Start its command on that machine, or check whether a firewall blocks the connection",
                        e
                    );
                Lost?.Invoke();
                await Task.Delay(Pause, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    // A Redis server that was reachable before may come back, like the process that serves the jobs.
    private async Task<BoardClient> ConnectAsync(Action<string, string, string> rejected, bool hasJoined, CancellationToken cancellation)
    {
        try
        {
            return await BoardClient.ConnectAsync(options, Name, rejected, cancellation).ConfigureAwait(false);
        }
        catch (InvalidInputException e) when (hasJoined)
        {
            throw new BoardLostException(e);
        }
    }

    private JoinedJobs Join(JobTerms terms, JoinedJobs? known)
    {
        JoinedJobs jobs = known ?? join(terms);
        foreach (string name in terms.Identity.Keys.Union(jobs.Identity.Keys).Order(StringComparer.Ordinal))
        {
            string theirs = terms.Identity.GetValueOrDefault(name, "none"),
                own = jobs.Identity.GetValueOrDefault(name, "none");
            if (theirs != own)
                throw new InvalidInputException(
                    $"{Place}: {name}",
                    $"as there, {theirs}",
                    own,
                    "Use the same version of the program and the same data as there"
                );
        }

        return jobs;
    }

    private async Task<(bool IsDone, bool HasEnded)> WorkAsync(BoardClient board, JoinedJobs jobs, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        JobMessage message = await board.TakeAsync().ConfigureAwait(false);
        jobs.Trainer.Forget(message.Settled);
        if (message.Key is null)
        {
            if (!message.HasEnded)
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            return (false, message.HasEnded);
        }

        Taken?.Invoke(message.Key);
        if (
            await TrainAsync(board, jobs, new Job(message.Key, message.Payload), cancellation).ConfigureAwait(false)
            is not ReadOnlyMemory<byte> result
        )
            return (false, false);
        if (await board.DeliverAsync(message.Key, result).ConfigureAwait(false) is string fault)
            throw new InvalidInputException(fault);
        Completed?.Invoke(message.Key);
        return (true, false);
    }

    /// <returns>The result; null if another worker has taken the job.</returns>
    private static async Task<ReadOnlyMemory<byte>?> TrainAsync(BoardClient board, JoinedJobs jobs, Job job, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<ReadOnlyMemory<byte>> training = Task.Factory.StartNew(
            () => jobs.Trainer.Train(job, ended.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        try
        {
            while (await Task.WhenAny(training, Task.Delay(JobBoard.Lease / 3, CancellationToken.None)).ConfigureAwait(false) != training)
            {
                if (!await board.RenewAsync(job.Key).ConfigureAwait(false))
                    await ended.CancelAsync().ConfigureAwait(false);
            }

            return await training.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
