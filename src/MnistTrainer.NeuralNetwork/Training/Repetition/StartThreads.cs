using System.Runtime.ExceptionServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Several trainings, some of them at once, each on an equal share of the threads: the small batches of a table are work for one or two threads, other trainings are work for
/// the rest. No network depends on the number of threads.
/// </summary>
internal sealed class StartThreads
{
    private readonly TrainingOptions _options;
    private readonly int _atOnce;

    /// <param name="options">The options of each training; their threads are those of all together.</param>
    /// <param name="most">The most trainings at once, at least 1.</param>
    public StartThreads(TrainingOptions options, int most)
    {
        int threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        _atOnce = Math.Min(most, threads);
        _options = _atOnce == 1 ? options : options with { Threads = Math.Min(options.EffectiveThreads, threads / _atOnce) };
    }

    /// <summary>Trains all starts. After a failure, no further one begins.</summary>
    /// <param name="starts">The number of starts, at least 1.</param>
    /// <param name="train">Trains one, numbered from 0, with the options that it is given; called on several threads.</param>
    /// <param name="ended">Receives each result, in the order of the starts and one at a time, once those before it have ended, too.</param>
    /// <param name="cancellation">Lets no further training begin, except the first.</param>
    /// <returns>The results of those that began, in their order.</returns>
    public IReadOnlyList<TrainingResult> Run(
        int starts,
        Func<int, TrainingOptions, TrainingResult> train,
        Action<TrainingResult>? ended,
        CancellationToken cancellation
    )
    {
        TrainingResult?[] results = new TrainingResult?[starts];
        int begun = 0,
            reported = 0;
        Exception? failure = null;
        Task[] others =
        [
            .. Enumerable
                .Range(1, _atOnce - 1)
                .Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
        ];
        Work();
        Task.WaitAll(others, CancellationToken.None);
        if (failure is not null)
            ExceptionDispatchInfo.Capture(failure).Throw();
        return [.. results.OfType<TrainingResult>()];

        void Work()
        {
            while (Volatile.Read(ref begun) == 0 || !cancellation.IsCancellationRequested)
            {
                int start = Interlocked.Increment(ref begun) - 1;
                if (start >= starts)
                    return;
                try
                {
                    End(start, train(start, _options));
                }
                catch (Exception e)
                {
                    Interlocked.CompareExchange(ref failure, e, null);
                    Interlocked.Exchange(ref begun, starts);
                }
            }
        }

        void End(int start, TrainingResult result)
        {
            lock (results)
            {
                results[start] = result;
                for (; reported < starts && results[reported] is TrainingResult next; reported++)
                    ended?.Invoke(next);
            }
        }
    }
}
