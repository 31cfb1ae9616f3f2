namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The processes that train one network together ("ranks", as MPI calls them), as one of them uses them. All ranks run the same program on the same data: each computes a
/// part of every batch, they exchange what the update needs, and each then makes the same update, or, on one machine, a part of it that it sends to the others. An implementation only moves bytes; all sums are taken here, in an order
/// that depends on nothing but the batch, so the network has the same bytes for any number of ranks.
/// </summary>
public interface ITrainingRanks
{
    /// <summary>One process alone, which exchanges nothing.</summary>
    static ITrainingRanks Alone { get; } = new SoleRank();

    /// <summary>This rank, from 0 to <see cref="Count"/> - 1. Rank 0 writes files and reports progress.</summary>
    int Rank { get; }

    /// <summary>The number of ranks, at least 1.</summary>
    int Count { get; }

    /// <summary>
    /// Memory that all ranks reach, where they are on one machine. They exchange the gradient of dense layers through it in less time than it takes each of them to compute
    /// all of it. Null on all ranks where there is none; the time depends on it, and nothing else. Default: null.
    /// </summary>
    IRankMemory? Memory => null;

    /// <summary>
    /// Gathers a part of every rank on all of them. All ranks call it in the same order, with the same length and on one thread at a time; it returns once all parts are
    /// there.
    /// </summary>
    /// <param name="parts">As many parts of equal length as there are ranks, in their order. This rank's part is set before the call, the others after it.</param>
    /// <exception cref="ArgumentException">Its length is no multiple of the number of ranks.</exception>
    void Gather(Span<byte> parts);

    private sealed class SoleRank : ITrainingRanks
    {
        public int Rank => 0;

        public int Count => 1;

        public void Gather(Span<byte> parts) { }
    }
}
