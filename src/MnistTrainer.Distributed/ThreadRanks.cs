using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Distributed;

/// <summary>Ranks that are threads of one process: to test programs for several ranks without MPI.</summary>
public static class ThreadRanks
{
    /// <summary>Runs a program on several ranks at once. A rank that gathers waits for all others, so each must gather as often as they do.</summary>
    /// <param name="count">The number of ranks, at least 1.</param>
    /// <param name="program">The program; gets its rank.</param>
    /// <returns>What each rank returns, in their order.</returns>
    /// <exception cref="AggregateException">Some ranks failed; it has their exceptions. The others are ended as soon as they wait for them.</exception>
    public static IReadOnlyList<T> Run<T>(int count, Func<ITrainingRanks, T> program)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentNullException.ThrowIfNull(program);
        using Exchange exchange = new(count);
        T[] results = new T[count];
        List<Exception> failures = [];
        Thread[] threads = [.. Enumerable.Range(0, count).Select(rank => new Thread(() => Run(rank)) { Name = $"rank {rank}" })];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        return failures.Count == 0 ? results : throw new AggregateException(failures);

        void Run(int rank)
        {
            try
            {
                results[rank] = program(new ThreadRank(rank, exchange));
            }
            catch (OperationCanceledException) when (exchange.HasFailed)
            {
                // Another rank has failed, whose exception counts.
            }
            catch (Exception failure)
            {
                lock (failures)
                    failures.Add(failure);
                exchange.Fail();
            }
        }
    }

    private sealed class ThreadRank(int rank, Exchange exchange) : ITrainingRanks
    {
        private readonly ThreadMemory _memory = new(rank, exchange);

        public int Rank => rank;

        public int Count => exchange.Count;

        public IRankMemory? Memory => _memory;

        public void Gather(Span<byte> parts) => exchange.Gather(rank, parts);
    }

    /// <summary>Every rank has two parts, written in turn, so that nobody writes what another still reads.</summary>
    private sealed class ThreadMemory(int rank, Exchange exchange) : IRankMemory
    {
        private int _outgoing;

        public int PartLength => Exchange.PartLength;

        public Span<byte> Outgoing(int length) => exchange.Parts[_outgoing][rank].AsSpan(0, length);

        void IRankMemory.Exchange(int length)
        {
            exchange.Wait();
            _outgoing ^= 1;
        }

        public ReadOnlySpan<byte> Incoming(int rank, int length) => exchange.Parts[_outgoing ^ 1][rank].AsSpan(0, length);
    }

    private sealed class Exchange(int count) : IDisposable
    {
        // Small, so that tests exchange several pieces.
        public const int PartLength = 1 << 12;

        private readonly Barrier _barrier = new(count);
        private readonly CancellationTokenSource _failure = new();
        private readonly int[] _lengths = new int[count];
        private byte[] _parts = [];

        public int Count => count;

        public byte[][][] Parts { get; } =
        [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, count).Select(_ => new byte[PartLength]).ToArray())];

        public bool HasFailed => _failure.IsCancellationRequested;

        public void Fail() => _failure.Cancel();

        public void Gather(int rank, Span<byte> parts)
        {
            EqualParts.Check(parts.Length, count);
            _lengths[rank] = parts.Length;
            Wait();
            if (_lengths.AsSpan().ContainsAnyExcept(parts.Length))
                throw new InvalidOperationException($"Ranks gather parts of {string.Join(", ", _lengths)} bytes.");
            if (rank == 0 && _parts.Length < parts.Length)
                _parts = new byte[parts.Length];
            Wait();
            int length = parts.Length / count;
            parts.Slice(rank * length, length).CopyTo(_parts.AsSpan(rank * length, length));
            Wait();
            _parts.AsSpan(0, parts.Length).CopyTo(parts);
            Wait();
        }

        public void Dispose()
        {
            _barrier.Dispose();
            _failure.Dispose();
        }

        public void Wait() => _barrier.SignalAndWait(_failure.Token);
    }
}
