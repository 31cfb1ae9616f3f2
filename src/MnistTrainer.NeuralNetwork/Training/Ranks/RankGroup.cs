using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MnistTrainer.NeuralNetwork;

/// <summary>More than one rank that train a network together, and what they agree on besides its steps.</summary>
/// <param name="ranks">The ranks.</param>
/// <param name="cancellation">This rank's wish to stop.</param>
internal sealed class RankGroup(ITrainingRanks ranks, CancellationToken cancellation)
{
    private readonly StopFlags _flags = new(ranks.Count, cancellation);

    /// <summary>The ranks.</summary>
    public ITrainingRanks Ranks => ranks;

    /// <summary>Part of every step's exchange, so that all ranks stop after the same step.</summary>
    public SharedMemory StopRequests => _flags;

    /// <summary>Whether a rank wished to stop when the last step began.</summary>
    public bool IsStopRequested => _flags.IsAnySet;

    /// <summary>The ranks of a training, or null for a process alone.</summary>
    public static RankGroup? Of(TrainingTask task) => task.Ranks.Count == 1 ? null : new RankGroup(task.Ranks, task.Cancellation);

    /// <summary>Checks that all ranks train the same network in the same way on the same data.</summary>
    /// <param name="identity">What this rank trains.</param>
    /// <exception cref="InvalidInputException">Some do not; on all ranks, the message lists every difference.</exception>
    public void CheckIdentity(ImmutableSortedDictionary<string, string> identity)
    {
        ImmutableSortedDictionary<string, string>[] all = [.. RankTexts.Gather(ranks, identity)];
        string[] differences =
        [
            .. Enumerable
                .Range(1, ranks.Count - 1)
                .SelectMany(rank =>
                    all[0]
                        .Keys.Union(all[rank].Keys)
                        .Order(StringComparer.Ordinal)
                        .Where(name => all[0].GetValueOrDefault(name) != all[rank].GetValueOrDefault(name))
                        .Select(name =>
                            $"{name} ({all[0].GetValueOrDefault(name, "unknown")} on rank 0, {all[rank].GetValueOrDefault(name, "unknown")} on rank {rank})"
                        )
                ),
        ];
        if (differences.Length > 0)
            throw new InvalidInputException(
                $"The ranks do not train the same network. Differences: {string.Join("; ", differences)}. "
                    + "Start all of them with the same program, options and data."
            );
    }

    /// <summary>Checks that all ranks have reached the same parameters.</summary>
    /// <param name="parameters">Those of this rank.</param>
    /// <param name="epoch">The epoch that has ended.</param>
    /// <exception cref="InvalidInputException">Some have not.</exception>
    public void CheckParameters(ReadOnlySpan<float> parameters, int epoch)
    {
        const int length = SHA256.HashSizeInBytes;
        byte[] hashes = new byte[ranks.Count * length];
        SHA256.HashData(MemoryMarshal.AsBytes(parameters), hashes.AsSpan(ranks.Rank * length));
        ranks.Gather(hashes);
        for (int rank = 1; rank < ranks.Count; rank++)
        {
            if (!hashes.AsSpan(rank * length, length).SequenceEqual(hashes.AsSpan(0, length)))
                throw new InvalidInputException(
                    $"rank {rank}, after epoch {epoch}",
                    "the same parameters as on rank 0",
                    "others",
                    "Run all ranks on the same operating system with the same C library, because mathematical functions may differ in the last bit"
                );
        }
    }

    /// <summary>The lowest number of all ranks.</summary>
    public int Lowest(int number)
    {
        byte[] numbers = new byte[ranks.Count * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(numbers.AsSpan(ranks.Rank * sizeof(int)), number);
        ranks.Gather(numbers);
        return Enumerable.Range(0, ranks.Count).Min(rank => BinaryPrimitives.ReadInt32LittleEndian(numbers.AsSpan(rank * sizeof(int))));
    }

    /// <summary>
    /// What rank 0 has measured on validation samples, so that all ranks end after the same epoch and keep the same one: each on its own, they might differ in the last bit
    /// of a logarithm.
    /// </summary>
    /// <param name="own">What this rank has measured.</param>
    public (double Loss, double Accuracy) OfFirst((double Loss, double Accuracy) own)
    {
        double[] all = new double[2 * ranks.Count];
        (all[2 * ranks.Rank], all[(2 * ranks.Rank) + 1]) = own;
        ranks.Gather(MemoryMarshal.AsBytes(all.AsSpan()));
        return (all[0], all[1]);
    }

    /// <summary>Loads a checkpoint on rank 0, which alone needs its file, and passes it on to all.</summary>
    /// <exception cref="InvalidInputException">The file is missing or damaged; on all ranks.</exception>
    public Checkpoint LoadCheckpoint(string path)
    {
        const string Failure = "failure";
        Checkpoint? checkpoint = null;
        ImmutableSortedDictionary<string, string> news = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        try
        {
            checkpoint = ranks.Rank == 0 ? Checkpoint.Load(path) : null;
        }
        catch (InvalidInputException failure)
        {
            news = news.Add(Failure, failure.Message);
        }

        if (RankTexts.Gather(ranks, news).First().TryGetValue(Failure, out string? message))
            throw new InvalidInputException(message);
        using RankStream stream = new(ranks);
        if (checkpoint is null)
            return CheckpointFile.Read(stream, path);
        CheckpointFile.Write(checkpoint, stream);
        return checkpoint;
    }

    /// <summary>A byte of each rank: whether it wishes to stop.</summary>
    private sealed class StopFlags(int count, CancellationToken cancellation) : SharedMemory
    {
        private readonly byte[] _flags = new byte[count];

        public bool IsAnySet => _flags.AsSpan().ContainsAnyExcept((byte)0);

        public override void Begin(in BatchShare own) => _flags[own.Rank] = cancellation.IsCancellationRequested ? (byte)1 : (byte)0;

        public override Span<byte> Of(in BatchShare share) => _flags.AsSpan(share.Rank, 1);
    }
}
