using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Distributed;

/// <summary>
/// Memory that MPI has mapped into all ranks of one machine (MPI-3, 11.2.3). Every rank has two parts, written in turn: who writes one has been through the exchange of the
/// other, and so has everybody who could still have read it. An exchange is then no more than a barrier.
/// </summary>
internal sealed unsafe class MpiMemory : IRankMemory
{
    // Both parts of some ranks stay in a cache.
    private const int Length = 1 << 18;

    private readonly MpiLibrary _library;
    private readonly nint _window;
    private readonly byte*[] _parts;
    private readonly int _rank;
    private int _outgoing;

    private MpiMemory(MpiLibrary library, nint window, int rank, int ranks)
    {
        (_library, _window, _rank) = (library, window, rank);
        _parts = new byte*[ranks];
        for (int other = 0; other < ranks; other++)
            _parts[other] = library.PartOf(window, other);
    }

    /// <inheritdoc/>
    public int PartLength => Length;

    /// <summary>Maps memory; called by all ranks.</summary>
    /// <returns>Null on all ranks where MPI finds them on more than one machine, or where some can map none.</returns>
    public static MpiMemory? Map(MpiLibrary library) =>
        library.MapMemory(2 * Length) is nint window ? new MpiMemory(library, window, library.Rank(), library.Count()) : null;

    /// <inheritdoc/>
    public Span<byte> Outgoing(int length) => new(_parts[_rank] + (_outgoing * Length), length);

    /// <inheritdoc/>
    public void Exchange(int length)
    {
        Interlocked.MemoryBarrier();
        _library.Wait();
        Interlocked.MemoryBarrier();
        _outgoing ^= 1;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Incoming(int rank, int length) => new(_parts[rank] + ((_outgoing ^ 1) * Length), length);

    /// <summary>Gives the memory back; called by all ranks.</summary>
    public void Free() => _library.Free(_window);
}
