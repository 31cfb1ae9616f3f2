using System.Collections.Concurrent;
using System.Diagnostics;
using MnistTrainer.Experiments;

namespace MnistTrainer.Workers;

/// <summary>The study of this process, and the workers that may not know yet that it has ended.</summary>
internal sealed class ServedStudy(TrialBoard board, StudyTerms terms)
{
    private readonly ConcurrentDictionary<string, long> _seen = [];

    public TrialBoard Board { get; } = board;

    public StudyTerms Terms { get; } = terms;

    public Action<string>? Joined { get; init; }

    public Action<string>? Left { get; init; }

    /// <summary>Whether a worker that was there not long ago has still to learn of the end.</summary>
    public bool IsAwaited => _seen.Values.Any(time => Stopwatch.GetElapsedTime(time) < TrialBoard.Lease);

    public void Saw(string worker) => _seen[worker] = Stopwatch.GetTimestamp();

    public void Forget(string worker) => _seen.TryRemove(worker, out _);
}
