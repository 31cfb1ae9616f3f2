namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The interface of one process to the processes that train a network together ("ranks" in MPI). All ranks run the same program on the same data: each computes a part of every
/// batch, they exchange the data for the update, and each then makes the same update, or, on one machine, a part of it that it sends to the others. An implementation only
/// transfers bytes; the library computes all sums, in an order that depends only on the batch, so the network has the same bytes with any number of ranks.
/// </summary>
public interface ITrainingRanks
{
    /// <summary>A single process, which exchanges nothing.</summary>
    static ITrainingRanks Alone { get; } = new SoleRank();

    /// <summary>The index of this rank, from 0 to <see cref="Count"/> - 1. Rank 0 writes files and reports progress.</summary>
    int Rank { get; }

    /// <summary>The number of ranks, at least 1.</summary>
    int Count { get; }

    /// <summary>
    /// Memory shared by all ranks, if they are on one machine. Exchanging the gradient of dense layers through it takes less time than computing all
    /// of it on each rank. Null on all ranks if there is none. It affects only speed. Default: null.
    /// </summary>
    IRankMemory? Memory => null;

    /// <summary>
    /// Gathers one part from every rank on all ranks. All ranks must call it in the same order, with the same length and on one thread at a time; it returns when all parts have
    /// arrived.
    /// </summary>
    /// <param name="parts">One part of equal length for each rank, in order. The part of this rank is set before the call, the others after it.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of the number of ranks.</exception>
    void Gather(Span<byte> parts);

    private sealed class SoleRank : ITrainingRanks
    {
        public int Rank => 0;

        public int Count => 1;

        public void Gather(Span<byte> parts) { }
    }
}
