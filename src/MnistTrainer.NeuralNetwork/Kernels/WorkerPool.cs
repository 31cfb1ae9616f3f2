using System.Diagnostics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>Work divided into numbered, independent jobs.</summary>
internal interface IParallelWork
{
    /// <summary>Runs one job.</summary>
    /// <param name="job">The job's number, from 0.</param>
    /// <param name="worker">The number of the thread that runs it, 0 for the caller's; selects its scratch.</param>
    void Do(int job, int worker);
}

/// <summary>
/// A pool of threads that lives as long as a training or a scorer. A run costs about a microsecond and allocates nothing: idle threads spin
/// for a while before they sleep, and jobs are claimed by decrementing a counter.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    // How long an idle thread spins: longer than the pauses between the phases of a step, too short to matter otherwise.
    private static readonly long TicksBeforeSleep = Stopwatch.Frequency / 20_000;

    private readonly Thread[] _threads;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly long _spinTicks;
    private IParallelWork? _work;
    private Exception? _failure;
    private int _unclaimed;
    private int _unfinished;
    private int _sleeping;
    private volatile int _generation;
    private volatile bool _stopping;

    /// <param name="threads">The total number of threads, including the caller's; at least 1.</param>
    public WorkerPool(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);

        // With more threads than cores, a spinning thread would keep another from working.
        _spinTicks = threads <= Environment.ProcessorCount ? TicksBeforeSleep : 0;
        _threads = new Thread[threads - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            int worker = i + 1;
            _threads[i] = new Thread(() => WorkUntilStopped(worker)) { IsBackground = true, Name = $"network worker {worker}" };
            _threads[i].Start();
        }
    }

    /// <summary>The total number of threads, including the caller's.</summary>
    public int Threads => _threads.Length + 1;

    /// <summary>Runs all jobs and returns when the last is done. Called by one thread at a time.</summary>
    /// <exception cref="AggregateException">A job failed; the others were run nevertheless.</exception>
    public void Run(IParallelWork work, int jobs)
    {
        if (jobs <= 1 || _threads.Length == 0)
        {
            for (int job = 0; job < jobs; job++)
                work.Do(job, 0);
            return;
        }

        _work = work;
        Volatile.Write(ref _unfinished, jobs);

        // From this write on, jobs can be claimed, even by a thread still leaving the previous run.
        Volatile.Write(ref _unclaimed, jobs);
        _generation++;
        Interlocked.MemoryBarrier();
        int asleep = Math.Min(Volatile.Read(ref _sleeping), jobs - 1);
        if (asleep > 0)
            _wake.Release(asleep);

        ClaimJobs(0);
        SpinWait wait = default;
        while (Volatile.Read(ref _unfinished) > 0)
            wait.SpinOnce(sleep1Threshold: -1);
        if (_failure is Exception failure)
        {
            _failure = null;
            throw new AggregateException(failure);
        }
    }

    /// <summary>Stops the threads.</summary>
    public void Dispose()
    {
        _stopping = true;
        _wake.Release(_threads.Length + 1);
        foreach (Thread thread in _threads)
            thread.Join();
        _wake.Dispose();
    }

    private void ClaimJobs(int worker)
    {
        int job;
        while ((job = Interlocked.Decrement(ref _unclaimed)) >= 0)
        {
            try
            {
                _work!.Do(job, worker);
            }
            catch (Exception failure)
            {
                // Rethrown to the caller of Run, which must not wait forever for this job.
                Interlocked.CompareExchange(ref _failure, failure, null);
            }

            Interlocked.Decrement(ref _unfinished);
        }
    }

    private void WorkUntilStopped(int worker)
    {
        int seen = 0;
        while (!_stopping)
        {
            long deadline = Stopwatch.GetTimestamp() + _spinTicks;
            while (_generation == seen && !_stopping && Stopwatch.GetTimestamp() < deadline)
                Thread.SpinWait(4);
            if (_generation == seen)
            {
                Interlocked.Increment(ref _sleeping);
                if (_generation == seen && !_stopping)
                    _wake.Wait();
                Interlocked.Decrement(ref _sleeping);
            }

            seen = _generation;
            ClaimJobs(worker);
        }
    }
}
