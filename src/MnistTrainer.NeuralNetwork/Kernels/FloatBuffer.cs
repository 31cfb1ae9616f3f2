namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// A pinned block of floats that kernels access by pointer. It is aligned to a cache line, so that vector loads do not straddle two, and
/// the garbage collector never moves it. A few floats follow it, so that vectors may be read whole at its end.
/// </summary>
internal sealed unsafe class FloatBuffer
{
    private const int CacheLine = 64;
    private const int Behind = 48;

    private readonly float[] _array;
    private readonly int _start;

    /// <summary>Allocates <paramref name="length"/> zeros.</summary>
    public FloatBuffer(int length)
    {
        const int slack = (CacheLine / sizeof(float)) + Behind;
        _array = GC.AllocateArray<float>(checked(length + slack), pinned: true);
        Length = length;
        fixed (float* first = _array)
        {
            nint misaligned = (nint)first & (CacheLine - 1);
            _start = misaligned == 0 ? 0 : (int)((CacheLine - misaligned) / sizeof(float));
            Pointer = first + _start;
        }
    }

    /// <summary>A copy of <paramref name="values"/>.</summary>
    public FloatBuffer(ReadOnlySpan<float> values)
        : this(values.Length) => values.CopyTo(Span);

    /// <summary>The number of floats.</summary>
    public int Length { get; }

    /// <summary>
    /// The first float. Valid while this object is reachable: users of the pointer keep a reference to the object or call
    /// <see cref="GC.KeepAlive"/> after the last use.
    /// </summary>
    public float* Pointer { get; }

    /// <summary>All floats, for those that keep them.</summary>
    public Memory<float> Memory => _array.AsMemory(_start, Length);

    /// <summary>All floats.</summary>
    public Span<float> Span => _array.AsSpan(_start, Length);
}
