using System.Numerics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// The sum of parts that slices of a batch have contributed, in a fixed binary tree: ((0 + 1) + (2 + 3)) + ((4 + 5) + …. It depends on the number of slices alone, not on
/// who computed them, so several threads, and several processes, get the same bits.
/// </summary>
internal static unsafe class SliceSum
{
    /// <summary>Sums the parts into the first of them; the others are overwritten.</summary>
    /// <param name="parts">The first part.</param>
    /// <param name="length">Floats of a part.</param>
    /// <param name="stride">Floats from one part to the next.</param>
    /// <param name="count">The number of parts, at least 1.</param>
    public static void Of(float* parts, int length, nint stride, int count)
    {
        for (int distance = 1; distance < count; distance *= 2)
        {
            for (int i = 0; i + distance < count; i += 2 * distance)
                Add(parts + (i * stride), parts + ((i + distance) * stride), length);
        }
    }

    /// <summary>Adds a part to another.</summary>
    public static void Add(float* sum, float* part, int length) =>
        Elementwise.Map<Sum>(new Span<float>(sum, length), new ReadOnlySpan<float>(part, length));

    private readonly struct Sum : IBinaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, Vector<float> y, float parameter) => x + y;
    }
}
