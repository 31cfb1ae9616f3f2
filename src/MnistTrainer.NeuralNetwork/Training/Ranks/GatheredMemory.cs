namespace MnistTrainer.NeuralNetwork;

/// <summary>Parts of ranks that share no memory: each has all of them, once they are gathered.</summary>
internal sealed class GatheredMemory(ITrainingRanks ranks) : IRankMemory
{
    // Small enough to stay in a cache while it is copied, large enough that the time to begin a message does not matter.
    private readonly byte[] _parts = GC.AllocateUninitializedArray<byte>(checked(ranks.Count * (1 << 18)), pinned: true);

    public int PartLength => _parts.Length / ranks.Count;

    public Span<byte> Outgoing(int length) => Part(ranks.Rank, length);

    public void Exchange(int length) => ranks.Gather(_parts.AsSpan(0, ranks.Count * length));

    public ReadOnlySpan<byte> Incoming(int rank, int length) => Part(rank, length);

    private Span<byte> Part(int rank, int length) => _parts.AsSpan(rank * length, length);
}
