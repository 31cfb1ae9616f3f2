using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// Prefetches memory into the cache. Shuffled samples are scattered over a data set larger than the caches, so the first access to each
/// would wait for main memory. A hint only: it does nothing where it is not supported.
/// </summary>
internal static unsafe class Prefetch
{
    private const int CacheLine = 64;

    /// <summary>Prefetches <paramref name="length"/> bytes.</summary>
    public static void Bytes(ref byte first, int length)
    {
        if (!Sse.IsSupported)
            return;

        // If the garbage collector moves the array meanwhile, the hint is wasted but harmless.
        byte* address = (byte*)Unsafe.AsPointer(ref first);
        for (int at = 0; at < length; at += CacheLine)
            Sse.Prefetch0(address + at);
    }
}
