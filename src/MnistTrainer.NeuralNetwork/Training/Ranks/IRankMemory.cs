namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Memory that all ranks reach, because they are on one machine: each writes a part, and reads the parts of the others where they lie. A part is written before
/// <see cref="Exchange"/>, and can be read until the next one is written.
/// </summary>
public interface IRankMemory
{
    /// <summary>The length of the longest part, in bytes; at least 1, and the same on all ranks.</summary>
    int PartLength { get; }

    /// <summary>The part of this rank that the next exchange sends, to be written.</summary>
    /// <param name="length">Its length in bytes, at most <see cref="PartLength"/>.</param>
    Span<byte> Outgoing(int length);

    /// <summary>Sends the part of this rank and receives those of the others. All ranks call it equally often, on one thread at a time.</summary>
    /// <param name="length">The length of each part in bytes, the same on all ranks.</param>
    void Exchange(int length);

    /// <summary>A part that the last exchange has received.</summary>
    /// <param name="rank">The rank that sent it.</param>
    /// <param name="length">Its length in bytes.</param>
    ReadOnlySpan<byte> Incoming(int rank, int length);
}
