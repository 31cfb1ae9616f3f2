namespace MnistTrainer.NeuralNetwork;

/// <summary>One exchange of a step: each rank sends what it has computed of some memory, and receives the rest.</summary>
/// <param name="ranks">The ranks.</param>
/// <param name="shares">What each rank computes of the current batch.</param>
/// <param name="memories">The memory, of which every rank has computed its share.</param>
internal sealed class Exchange(ITrainingRanks ranks, BatchShare[] shares, SharedMemory[] memories)
{
    // Of a rank. Small enough to stay in a cache while it is copied, large enough that the time to begin a message does not matter.
    private const int PieceLength = 1 << 18;

    private readonly byte[] _parts = GC.AllocateUninitializedArray<byte>(checked(ranks.Count * PieceLength), pinned: true);

    /// <summary>Exchanges the current batch.</summary>
    public void Run()
    {
        foreach (SharedMemory memory in memories)
            memory.Begin(shares[ranks.Rank]);
        long length = 0;
        foreach (BatchShare share in shares)
            length = Math.Max(length, LengthOf(share));

        // Ranks with less to send have empty room at the end.
        for (long at = 0; at < length; at += PieceLength)
        {
            int piece = (int)Math.Min(PieceLength, length - at);
            Copy(shares[ranks.Rank], at, piece, toParts: true);
            ranks.Gather(_parts.AsSpan(0, ranks.Count * piece));
            foreach (BatchShare share in shares)
            {
                if (share.Rank != ranks.Rank)
                    Copy(share, at, piece, toParts: false);
            }
        }

        foreach (SharedMemory memory in memories)
            memory.End(shares[ranks.Rank]);
    }

    private long LengthOf(in BatchShare share)
    {
        long length = 0;
        foreach (SharedMemory memory in memories)
            length += memory.Of(share).Length;
        return length;
    }

    /// <summary>Copies a piece of what a rank sends, all memory one after another, to or from its part.</summary>
    private void Copy(in BatchShare share, long at, int length, bool toParts)
    {
        Span<byte> part = _parts.AsSpan(share.Rank * length, length);
        long start = -at;
        foreach (SharedMemory memory in memories)
        {
            Span<byte> bytes = memory.Of(share);
            int from = (int)Math.Clamp(-start, 0, bytes.Length),
                to = (int)Math.Clamp(length - start, 0, bytes.Length);
            if (from < to)
            {
                Span<byte> there = part.Slice((int)(start + from), to - from);
                if (toParts)
                    bytes[from..to].CopyTo(there);
                else
                    there.CopyTo(bytes[from..to]);
            }

            start += bytes.Length;
        }
    }
}
