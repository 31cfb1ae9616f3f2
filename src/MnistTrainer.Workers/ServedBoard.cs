using System.Collections.Concurrent;
using System.Diagnostics;
using MnistTrainer.Experiments;

namespace MnistTrainer.Workers;

/// <summary>The board of this process, and the workers that may not know yet that all jobs are done.</summary>
internal sealed class ServedBoard(JobBoard board, JobTerms terms)
{
    private readonly ConcurrentDictionary<string, long> _seen = [];
    private readonly ConcurrentDictionary<string, IncomingResult> _incoming = [];

    public JobBoard Board { get; } = board;

    public JobTerms Terms { get; } = terms;

    public Action<string>? Joined { get; init; }

    public Action<string>? Left { get; init; }

    /// <summary>Whether a worker that was there not long ago has still to learn of the end.</summary>
    public bool IsAwaited => _seen.Keys.Any(IsThere);

    public void Saw(string worker) => _seen[worker] = Stopwatch.GetTimestamp();

    public void Forget(string worker)
    {
        _seen.TryRemove(worker, out _);
        _incoming.TryRemove(worker, out _);
    }

    /// <summary>What a worker is sending. That of workers which were lost meanwhile is dropped.</summary>
    public IncomingResult IncomingOf(string worker)
    {
        foreach (string lost in _incoming.Keys.Where(one => one != worker && !IsThere(one)))
            _incoming.TryRemove(lost, out _);
        return _incoming.GetOrAdd(worker, _ => new IncomingResult());
    }

    private bool IsThere(string worker) => _seen.TryGetValue(worker, out long time) && Stopwatch.GetElapsedTime(time) < JobBoard.Lease;
}
