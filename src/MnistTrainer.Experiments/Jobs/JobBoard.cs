using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Jobs that wait for workers on this machine and on others. A job is leased to a worker: if the worker neither completes nor renews it, the job goes to another worker. Because
/// the same job always gives the same result, it does not matter which worker does it, or whether it is done twice. Thread-safe.
/// </summary>
/// <param name="time">The clock. Default: the system's.</param>
public sealed class JobBoard(TimeProvider? time = null)
{
    /// <summary>The duration of a lease without renewal: 30 seconds.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    // How often a waiting thread checks whether a job has been returned or the time is over.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly object _lock = new();
    private readonly List<PostedJob> _waiting = [];
    private readonly Dictionary<string, Loan> _loans = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _lastWorkers = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _settled = new(StringComparer.Ordinal);
    private readonly Queue<JobResult> _results = [];
    private DateTimeOffset _lastAsked = DateTimeOffset.MinValue;
    private bool _hasEnded;

    /// <summary>Whether the board accepts no further jobs.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_lock)
                return _hasEnded;
        }
    }

    /// <summary>The keys of jobs whose data can be deleted: they are unlikely to be posted again.</summary>
    public IReadOnlyList<string> Settled
    {
        get
        {
            lock (_lock)
                return [.. _settled];
        }
    }

    /// <summary>The time of the board's clock.</summary>
    internal DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Leases a job: preferably one that the worker had before and may have a checkpoint of, then one that no worker has had.</summary>
    /// <param name="worker">The unique name of the worker.</param>
    /// <returns>The job that the worker already has, or a new one; null if there are no waiting jobs.</returns>
    public Job? Take(string worker)
    {
        ArgumentException.ThrowIfNullOrEmpty(worker);
        lock (_lock)
            return Lend(worker, isOwn: false);
    }

    /// <summary>Renews the lease of a worker.</summary>
    /// <returns>Whether the worker still has the job; otherwise it can stop.</returns>
    public bool Renew(string worker, string key)
    {
        lock (_lock)
        {
            if (!_loans.TryGetValue(key, out Loan? loan) || loan.Worker != worker)
                return false;
            _lastAsked = Now;
            _loans[key] = loan with { Until = _lastAsked + Lease };
            return true;
        }
    }

    /// <summary>Accepts the result of a job.</summary>
    /// <returns>
    /// False if another worker has done the job, or it is no longer needed: the result of a worker that lost the job may belong to an earlier job with the same key.
    /// </returns>
    /// <exception cref="InvalidInputException">The worker has the job, but the result does not belong to it. The job is then leased to another worker.</exception>
    public bool Complete(string worker, string key, ReadOnlyMemory<byte> result)
    {
        PostedJob? job;
        bool isOwn;
        lock (_lock)
            (job, isOwn) = (Find(key), _loans.GetValueOrDefault(key) is { IsOwn: true } loan && loan.Worker == worker);
        if (job is null)
            return false;
        if (!isOwn)
        {
            try
            {
                // A large result takes some time, during which other workers ask for jobs.
                job.Receive?.Invoke($"{key} of worker {worker}", result);
            }
            catch (InvalidInputException)
            {
                lock (_lock)
                {
                    if (_loans.GetValueOrDefault(key)?.Worker != worker)
                        return false;
                    Return(key);
                }

                throw;
            }
        }

        lock (_lock)
        {
            if (Find(key) != job)
                return false;
            _lastAsked = Now;
            _loans.Remove(key);
            _waiting.Remove(job);
            _lastWorkers[key] = worker;
            _results.Enqueue(new JobResult(key, result));
            Monitor.PulseAll(_lock);
            return true;
        }
    }

    /// <summary>Returns the job of a worker to the board.</summary>
    public void GiveBack(string worker)
    {
        lock (_lock)
        {
            foreach (string key in _loans.Where(one => one.Value.Worker == worker).Select(one => one.Key).ToArray())
                Return(key);
        }
    }

    /// <summary>Ends the board: no further jobs are posted.</summary>
    internal void End()
    {
        lock (_lock)
            _hasEnded = true;
        Withdraw();
    }

    /// <summary>Posts jobs; the longest are assigned first.</summary>
    internal void Post(IEnumerable<PostedJob> jobs)
    {
        lock (_lock)
        {
            _waiting.AddRange(jobs.OrderByDescending(job => job.Length));
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Withdraws all jobs, including those of workers. Existing results are kept.</summary>
    internal void Withdraw()
    {
        lock (_lock)
        {
            _waiting.Clear();
            _loans.Clear();
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Waits for the next result.</summary>
    /// <param name="end">The time after which all jobs are withdrawn if no worker has one and no worker has asked for one for the duration of a lease. Default: never.</param>
    /// <returns>Null when all jobs are done or withdrawn.</returns>
    internal JobResult? NextResult(DateTimeOffset? end = null)
    {
        lock (_lock)
        {
            while (_results.Count == 0 && (_waiting.Count > 0 || _loans.Count > 0))
            {
                if (end is null)
                    Monitor.Wait(_lock);
                else if (IsForsaken(end.Value))
                    Withdraw();
                else
                    Monitor.Wait(_lock, Look);
            }

            return _results.TryDequeue(out JobResult? result) ? result : null;
        }
    }

    /// <summary>Waits for a job for a worker in this process, which keeps the job until it is done.</summary>
    /// <returns>Null when all jobs are done or withdrawn.</returns>
    internal Job? TakeOrWait(string worker)
    {
        lock (_lock)
        {
            while (true)
            {
                if (Lend(worker, isOwn: true) is Job job)
                    return job;
                if (_loans.Count == 0)
                    return null;
                // A job of another worker may be returned.
                Monitor.Wait(_lock, Look);
            }
        }
    }

    /// <summary>Marks jobs that are unlikely to be posted again.</summary>
    internal void Settle(IEnumerable<string> keys)
    {
        lock (_lock)
            _settled.UnionWith(keys);
    }

    private PostedJob? Find(string key) => _loans.GetValueOrDefault(key)?.Job ?? _waiting.Find(one => one.Job.Key == key);

    private bool IsForsaken(DateTimeOffset end)
    {
        DateTimeOffset now = Now;
        ReturnLost(now);
        return now >= end && _loans.Count == 0 && now - _lastAsked >= Lease;
    }

    private Job? Lend(string worker, bool isOwn)
    {
        DateTimeOffset now = _lastAsked = Now;
        ReturnLost(now);
        if (_loans.Values.FirstOrDefault(loan => loan.Worker == worker) is Loan current)
            return current.Job.Job;
        PostedJob? job =
            _waiting.Find(one => _lastWorkers.GetValueOrDefault(one.Job.Key) == worker)
            ?? _waiting.Find(one => !_lastWorkers.ContainsKey(one.Job.Key))
            ?? _waiting.FirstOrDefault();
        if (job is null)
            return null;
        _waiting.Remove(job);
        _loans[job.Job.Key] = new Loan(job, worker, isOwn ? DateTimeOffset.MaxValue : now + Lease, isOwn);
        return job.Job;
    }

    private void ReturnLost(DateTimeOffset now)
    {
        foreach (string key in _loans.Where(one => one.Value.Until < now).Select(one => one.Key).ToArray())
            Return(key);
    }

    private void Return(string key)
    {
        if (_loans.Remove(key, out Loan? loan))
            _waiting.Insert(0, loan.Job);
        Monitor.PulseAll(_lock);
    }

    // This process trusts its own results, as it does without remote workers.
    private sealed record Loan(PostedJob Job, string Worker, DateTimeOffset Until, bool IsOwn);
}
