namespace MnistTrainer.NeuralNetwork;

/// <summary>One exchange of a step: each rank sends what it has computed of some memory, and receives the rest.</summary>
/// <param name="ranks">The ranks.</param>
/// <param name="shares">What each rank computes of the current batch.</param>
/// <param name="memories">The memory, of which every rank has computed its share.</param>
internal sealed class Exchange(ITrainingRanks ranks, BatchShare[] shares, SharedMemory[] memories)
{
    private readonly IRankMemory _memory = ranks.Memory ?? new GatheredMemory(ranks);

    /// <summary>Exchanges the current batch.</summary>
    public void Run()
    {
        foreach (SharedMemory memory in memories)
            memory.Begin(shares[ranks.Rank]);
        long length = 0;
        foreach (BatchShare share in shares)
            length = Math.Max(length, LengthOf(share));

        // Ranks with less to send have empty room at the end.
        for (long at = 0; at < length; at += _memory.PartLength)
        {
            int piece = (int)Math.Min(_memory.PartLength, length - at);
            Send(at, _memory.Outgoing(piece));
            _memory.Exchange(piece);
            foreach (BatchShare share in shares)
            {
                if (share.Rank != ranks.Rank)
                    Receive(share, at, _memory.Incoming(share.Rank, piece));
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

    /// <summary>Copies a piece of what this rank sends, all memory one after another.</summary>
    private void Send(long at, Span<byte> piece)
    {
        long start = -at;
        foreach (SharedMemory memory in memories)
        {
            Span<byte> bytes = memory.Of(shares[ranks.Rank]);
            (int from, int to) = Within(piece.Length, start, bytes.Length);
            if (from < to)
                bytes[from..to].CopyTo(piece[(int)(start + from)..]);
            start += bytes.Length;
        }
    }

    /// <summary>Copies a piece of what another rank has sent.</summary>
    private void Receive(in BatchShare share, long at, ReadOnlySpan<byte> piece)
    {
        long start = -at;
        foreach (SharedMemory memory in memories)
        {
            Span<byte> bytes = memory.Of(share);
            (int from, int to) = Within(piece.Length, start, bytes.Length);
            if (from < to)
                piece.Slice((int)(start + from), to - from).CopyTo(bytes[from..to]);
            start += bytes.Length;
        }
    }

    /// <summary>The bytes of memory that lie within a piece.</summary>
    private static (int From, int To) Within(int piece, long start, int length) =>
        ((int)Math.Clamp(-start, 0, length), (int)Math.Clamp(piece - start, 0, length));
}
