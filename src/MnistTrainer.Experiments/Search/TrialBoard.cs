using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// The jobs of a study that wait for workers, on this machine and on others. A job is lent: a worker that neither completes nor renews it loses it to the next one. Since the
/// same job always has the same result, it does not matter who does it, or whether it is done twice. Thread-safe.
/// </summary>
/// <param name="time">The clock. Default: the system's.</param>
public sealed class TrialBoard(TimeProvider? time = null)
{
    /// <summary>How long a job is lent without being renewed: 30 seconds.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly object _lock = new();
    private readonly List<TrialJob> _waiting = [];
    private readonly Dictionary<int, Loan> _loans = [];
    private readonly Dictionary<int, string> _lastWorkers = [];
    private readonly HashSet<int> _settled = [];
    private readonly Queue<Trial> _results = [];
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

    /// <summary>The numbers of trials whose checkpoints need not be kept: they will hardly be trained on.</summary>
    public IReadOnlyList<int> Settled
    {
        get
        {
            lock (_lock)
                return [.. _settled.Order()];
        }
    }

    /// <summary>Lends a job: first one of a trial that the worker has trained before, and may have a checkpoint of, then one that nobody has.</summary>
    /// <param name="worker">The worker's name, which no other has.</param>
    /// <returns>The job that the worker has already, or a new one; null if none waits.</returns>
    public TrialJob? Take(string worker)
    {
        ArgumentException.ThrowIfNullOrEmpty(worker);
        lock (_lock)
            return Lend(worker, isOwn: false);
    }

    /// <summary>Renews what a worker has.</summary>
    /// <returns>Whether it has the job of that trial still; else it need not go further.</returns>
    public bool Renew(string worker, int trial)
    {
        lock (_lock)
        {
            if (!_loans.TryGetValue(trial, out Loan? loan) || loan.Worker != worker)
                return false;
            _loans[trial] = loan with { Until = _time.GetUtcNow() + Lease };
            return true;
        }
    }

    /// <summary>Takes the result of a job.</summary>
    /// <returns>False if the job has been done by another worker, or is not wanted any more.</returns>
    /// <exception cref="InvalidInputException">
    /// The result is none of the job, or has other figures for epochs that are known, as those of a machine with another C library. The job is lent to another worker.
    /// </exception>
    public bool Complete(string worker, Trial result)
    {
        ArgumentNullException.ThrowIfNull(result);
        lock (_lock)
        {
            Loan? loan = _loans.GetValueOrDefault(result.Number);
            TrialJob? job = loan?.Job ?? _waiting.Find(one => one.Trial.Number == result.Number);
            if (job is null)
                return false;
            if (loan is not { IsOwn: true } && FaultOf(job, result) is (string expected, string found))
            {
                if (loan?.Worker == worker)
                    Return(result.Number);
                throw new InvalidInputException(
                    $"trial {result.Number} of worker {worker}",
                    expected,
                    found,
                    "Use workers with the same version of the program and the same C library; if one with another has begun the trial, delete its lines from the journal"
                );
            }

            _loans.Remove(result.Number);
            _waiting.Remove(job);
            _lastWorkers[result.Number] = worker;
            _results.Enqueue(result);
            Monitor.PulseAll(_lock);
            return true;
        }
    }

    /// <summary>Takes back what a worker has.</summary>
    public void GiveBack(string worker)
    {
        lock (_lock)
        {
            foreach (int trial in _loans.Where(one => one.Value.Worker == worker).Select(one => one.Key).ToArray())
                Return(trial);
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
    internal void Post(IEnumerable<TrialJob> jobs)
    {
        lock (_lock)
        {
            _waiting.AddRange(jobs.OrderByDescending(job => job.Epochs - job.Trial.Epochs.Length));
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
    /// <returns>Null when all jobs are done or taken down.</returns>
    internal Trial? NextResult()
    {
        lock (_lock)
        {
            while (_results.Count == 0 && (_waiting.Count > 0 || _loans.Count > 0))
                Monitor.Wait(_lock);
            return _results.TryDequeue(out Trial? result) ? result : null;
        }
    }

    /// <summary>Waits for a job for a worker of this process, which cannot be lost and has the job until it is done.</summary>
    /// <returns>Null when all jobs are done or taken down.</returns>
    internal TrialJob? TakeOrWait(string worker)
    {
        lock (_lock)
        {
            while (true)
            {
                if (Lend(worker, isOwn: true) is TrialJob job)
                    return job;
                if (_loans.Count == 0)
                    return null;
                // A job that another worker has may come back.
                Monitor.Wait(_lock, TimeSpan.FromSeconds(1));
            }
        }
    }

    /// <summary>Names trials that will hardly be trained on.</summary>
    internal void Settle(IEnumerable<Trial> trials)
    {
        lock (_lock)
            _settled.UnionWith(trials.Select(trial => trial.Number));
    }

    private TrialJob? Lend(string worker, bool isOwn)
    {
        DateTimeOffset now = _time.GetUtcNow();
        foreach (int trial in _loans.Where(one => one.Value.Until < now).Select(one => one.Key).ToArray())
            Return(trial);
        if (_loans.Values.FirstOrDefault(loan => loan.Worker == worker) is Loan current)
            return current.Job;
        TrialJob? job =
            _waiting.Find(one => _lastWorkers.GetValueOrDefault(one.Trial.Number) == worker)
            ?? _waiting.Find(one => !_lastWorkers.ContainsKey(one.Trial.Number))
            ?? _waiting.FirstOrDefault();
        if (job is null)
            return null;
        _waiting.Remove(job);
        _loans[job.Trial.Number] = new Loan(job, worker, isOwn ? DateTimeOffset.MaxValue : now + Lease, isOwn);
        return job;
    }

    private void Return(int trial)
    {
        if (_loans.Remove(trial, out Loan? loan))
            _waiting.Insert(0, loan.Job);
        Monitor.PulseAll(_lock);
    }

    private static (string Expected, string Found)? FaultOf(TrialJob job, Trial result)
    {
        if (!result.Settings.SequenceEqual(job.Trial.Settings))
            return ($"the settings {string.Join(", ", job.Trial.Settings)}", string.Join(", ", result.Settings));
        bool isLong = result.HasDiverged ? result.Epochs.Length < job.Epochs : result.Epochs.Length == job.Epochs;
        if (!isLong || result.Epochs.Length < job.Trial.Epochs.Length)
            return ($"{job.Epochs} epochs", $"{result.Epochs.Length}");
        int other = job.Trial.Epochs.Zip(result.Epochs).TakeWhile(pair => pair.First == pair.Second).Count();
        return other == job.Trial.Epochs.Length
            ? null
            : ($"{job.Trial.Epochs[other]} after epoch {other + 1}, as measured before", $"{result.Epochs[other]}");
    }

    // This process is trusted with its own results, as it is without workers elsewhere.
    private sealed record Loan(TrialJob Job, string Worker, DateTimeOffset Until, bool IsOwn);
}
