using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// Asks for memory before it is read. Shuffled samples lie all over a set that is larger than the caches, so that the first touch of each would wait
/// for main memory. A hint: where the processor or .NET has none, nothing happens.
/// </summary>
internal static unsafe class Prefetch
{
    private const int CacheLine = 64;

    /// <summary>Asks for so many bytes from here on.</summary>
    public static void Bytes(ref byte first, int length)
    {
        if (!Sse.IsSupported)
            return;

        // The garbage collector may move the array meanwhile; then the hint is wasted, and nothing else.
        byte* address = (byte*)Unsafe.AsPointer(ref first);
        for (int at = 0; at < length; at += CacheLine)
            Sse.Prefetch0(address + at);
    }
}
