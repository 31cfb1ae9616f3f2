using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Jobs that wait for workers, on this machine and on others. A job is lent: a worker that neither completes nor renews it loses it to the next one. Since the same job always
/// has the same result, it does not matter who does it, or whether it is done twice. Thread-safe.
/// </summary>
/// <param name="time">The clock. Default: the system's.</param>
public sealed class JobBoard(TimeProvider? time = null)
{
    /// <summary>How long a job is lent without being renewed: 30 seconds.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    // How often a thread that waits sees whether a job has come back, or the time is over.
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

    /// <summary>Whether there will be no further jobs.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_lock)
                return _hasEnded;
        }
    }

    /// <summary>The keys of jobs for which nothing need be kept: they will hardly be posted again.</summary>
    public IReadOnlyList<string> Settled
    {
        get
        {
            lock (_lock)
                return [.. _settled];
        }
    }

    /// <summary>The time by the board's clock.</summary>
    internal DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Lends a job: first one that the worker has had before, and may have a checkpoint of, then one that nobody has had.</summary>
    /// <param name="worker">The worker's name, which no other has.</param>
    /// <returns>The job that the worker has already, or a new one; null if none waits.</returns>
    public Job? Take(string worker)
    {
        ArgumentException.ThrowIfNullOrEmpty(worker);
        lock (_lock)
            return Lend(worker, isOwn: false);
    }

    /// <summary>Renews what a worker has.</summary>
    /// <returns>Whether it has the job still; else it need not go further.</returns>
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

    /// <summary>Takes the result of a job.</summary>
    /// <returns>False if the job has been done by another worker, or is not wanted any more: that of a worker which has lost the job may be of an earlier one with the same key.</returns>
    /// <exception cref="InvalidInputException">The worker has the job, and the result is none of it. It is then lent to another worker.</exception>
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
                // A large result takes a while, and others ask meanwhile.
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

    /// <summary>Takes back what a worker has.</summary>
    public void GiveBack(string worker)
    {
        lock (_lock)
        {
            foreach (string key in _loans.Where(one => one.Value.Worker == worker).Select(one => one.Key).ToArray())
                Return(key);
        }
    }

    /// <summary>No further jobs.</summary>
    internal void End()
    {
        lock (_lock)
            _hasEnded = true;
        Withdraw();
    }

    /// <summary>Puts up jobs, those that take longest first.</summary>
    internal void Post(IEnumerable<PostedJob> jobs)
    {
        lock (_lock)
        {
            _waiting.AddRange(jobs.OrderByDescending(job => job.Length));
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Takes all jobs down, whoever has them. Results that are there stay.</summary>
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
    /// <param name="end">When all jobs are taken down if no worker has one, and none has asked for as long as a job is lent. Default: never.</param>
    /// <returns>Null when all jobs are done or taken down.</returns>
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

    /// <summary>Waits for a job for a worker of this process, which cannot be lost and has the job until it is done.</summary>
    /// <returns>Null when all jobs are done or taken down.</returns>
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
                // A job that another worker has may come back.
                Monitor.Wait(_lock, Look);
            }
        }
    }

    /// <summary>Names jobs that will hardly be posted again.</summary>
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

    // This process is trusted with its own results, as it is without workers elsewhere.
    private sealed record Loan(PostedJob Job, string Worker, DateTimeOffset Until, bool IsOwn);
}
