using System.Buffers;
using System.Runtime.InteropServices;

namespace MnistTrainer.Web;

/// <summary>
/// Memory of a large body. It goes back to the operating system at once when it is disposed; as an array, it would stay until the next full garbage
/// collection, which may come only after many more bodies.
/// </summary>
internal sealed unsafe class BodyMemory : MemoryManager<byte>
{
    private readonly int _length;
    private byte* _start;

    /// <param name="length">The number of bytes, which are not cleared.</param>
    public BodyMemory(int length)
    {
        _length = length;
        _start = (byte*)NativeMemory.Alloc((nuint)length);
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        return new Span<byte>(_start, _length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex, pinnable: this);

    /// <inheritdoc/>
    public override void Unpin() { }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_start is null)
            return;
        NativeMemory.Free(_start);
        _start = null;
    }
}
