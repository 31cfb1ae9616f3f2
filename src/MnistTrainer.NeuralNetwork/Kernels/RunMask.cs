using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// What up to 64 neighboring values of a row hold, a bit for each: runs of ones, as ramps leave them (<see cref="FeatureEncoding"/>), and single values that are not 0. The
/// product of a run and a matrix is the difference of two sums of its first rows, however long the run is.
/// </summary>
/// <param name="Values">Values that are neither 0 nor in a run.</param>
/// <param name="Runs">Values in runs of at least two ones.</param>
internal readonly unsafe record struct RunMask(ulong Values, ulong Runs)
{
    /// <summary>The most values.</summary>
    public const int Width = 64;

    /// <summary>The last value of each run: where a sum of the first rows is added.</summary>
    public ulong Lasts => Runs & ~(Runs >> 1);

    /// <summary>The value before each run, where there is one: where a sum of the first rows is subtracted.</summary>
    public ulong Befores => (Runs >> 1) & ~Runs;

    /// <summary>The number of rows to add for the product.</summary>
    public int Count => BitOperations.PopCount(Values) + BitOperations.PopCount(Lasts) + BitOperations.PopCount(Befores);

    /// <summary>One half of the values, in the lower bits. A run may continue in the other.</summary>
    /// <param name="index">0 for the first, 1 for the second.</param>
    public RunMask Half(int index) => new((uint)(Values >> (index * Width / 2)), (uint)(Runs >> (index * Width / 2)));

    /// <summary>Looks at neighboring values.</summary>
    /// <param name="values">The first.</param>
    /// <param name="count">Their number, at most <see cref="Width"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RunMask Of(float* values, int count)
    {
        ulong zeros = 0,
            ones = 0;
        int i = 0;
        for (; i <= count - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Vector256<float> some = Vector256.Load(values + i);
            zeros |= (ulong)Vector256.Equals(some, Vector256<float>.Zero).ExtractMostSignificantBits() << i;
            ones |= (ulong)Vector256.Equals(some, Vector256<float>.One).ExtractMostSignificantBits() << i;
        }

        for (; i < count; i++)
        {
            zeros |= values[i] == 0 ? 1ul << i : 0;
            ones |= values[i] == 1 ? 1ul << i : 0;
        }

        ulong pairs = ones & (ones >> 1),
            runs = pairs | (pairs << 1);
        return new RunMask(~zeros & ~runs & (ulong.MaxValue >> (Width - count)), runs);
    }
}
