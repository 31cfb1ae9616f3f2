namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Memory that is shared by all ranks of one machine: each rank writes one part and reads the parts of the others in place. A part is written before <see cref="Exchange"/>,
/// and can be read until the next part is written.
/// </summary>
public interface IRankMemory
{
    /// <summary>The length of the longest part, in bytes; at least 1, and the same on all ranks.</summary>
    int PartLength { get; }

    /// <summary>The part of this rank, to be written before the next exchange.</summary>
    /// <param name="length">The length in bytes, at most <see cref="PartLength"/>.</param>
    Span<byte> Outgoing(int length);

    /// <summary>Sends the part of this rank and receives the parts of the others. All ranks must call it the same number of times, on one thread at a time.</summary>
    /// <param name="length">The length of each part in bytes, the same on all ranks.</param>
    void Exchange(int length);

    /// <summary>A part received in the last exchange.</summary>
    /// <param name="rank">The rank that sent it.</param>
    /// <param name="length">The length in bytes.</param>
    ReadOnlySpan<byte> Incoming(int rank, int length);
}
