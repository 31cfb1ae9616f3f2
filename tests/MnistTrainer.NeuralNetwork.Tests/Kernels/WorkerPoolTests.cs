using System.Collections.Concurrent;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Every_job_runs_once_per_run(int threads)
    {
        using WorkerPool pool = new(threads);
        for (int run = 0; run < 3000; run++)
        {
            Counter counter = new(run % 40);
            pool.Run(counter, counter.Done.Length);
            Assert.All(counter.Done, done => Assert.Equal(1, done));
        }
    }

    [Fact]
    public void Jobs_of_one_worker_never_overlap()
    {
        using WorkerPool pool = new(4);
        Exclusive exclusive = new();
        for (int run = 0; run < 200; run++)
            pool.Run(exclusive, 64);
        Assert.False(exclusive.Overlapped);
    }

    [Fact]
    public void A_failure_reaches_the_caller_and_the_pool_stays_usable()
    {
        using WorkerPool pool = new(2);
        AggregateException failure = Assert.Throws<AggregateException>(() => pool.Run(new Failing(), 8));
        Assert.IsType<NotSupportedException>(failure.InnerException);
        Counter counter = new(20);
        pool.Run(counter, 20);
        Assert.All(counter.Done, done => Assert.Equal(1, done));
    }

    private sealed class Counter(int jobs) : IParallelWork
    {
        public int[] Done { get; } = new int[jobs];

        public void Do(int job, int worker) => Interlocked.Increment(ref Done[job]);
    }

    private sealed class Exclusive : IParallelWork
    {
        private readonly ConcurrentDictionary<int, int> _busy = new();

        public bool Overlapped { get; private set; }

        public void Do(int job, int worker)
        {
            Overlapped |= !_busy.TryAdd(worker, job);
            Thread.SpinWait(50);
            _busy.TryRemove(worker, out _);
        }
    }

    private sealed class Failing : IParallelWork
    {
        public void Do(int job, int worker)
        {
            if (job == 3)
                throw new NotSupportedException();
        }
    }
}
