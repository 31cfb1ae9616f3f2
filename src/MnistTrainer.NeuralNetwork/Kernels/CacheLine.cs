namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>A line of the processor's caches. A wide vector that reaches over two of them takes twice as long, and longer where it was stored a moment ago.</summary>
internal static unsafe class CacheLine
{
    /// <summary>The floats in a line.</summary>
    public const int Floats = 16;

    /// <summary>The first address at or behind another one where a line begins, fewer than <see cref="Floats"/> floats away.</summary>
    public static float* Align(float* address) => (float*)(((nuint)address + 63) & ~(nuint)63);
}
