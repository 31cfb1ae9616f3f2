using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// The winners of one filter under the windows of a pooling, in the order of the windows: their errors, none of which is zero, and where the inputs under the filter begin.
/// Processors guess badly which errors are zero, so lists are made without a branch, and sixteen at once by AVX-512.
/// </summary>
internal readonly unsafe struct WinnerList(float* errors, int* offsets, int count)
{
    public float* Errors { get; } = errors;

    public int* Offsets { get; } = offsets;

    public int Count { get; } = count;

    /// <summary>The number of filters whose winners are listed at once.</summary>
    /// <param name="places">The places under a window.</param>
    public static int Filters(int places) => Avx512F.IsSupported && places <= Transpose512.Size ? Transpose512.Size : 1;

    /// <summary>Floats of scratch memory for the lists of as many filters.</summary>
    public static int ScratchLength(int windows, int places) => checked(2 * Capacity(windows) * Filters(places));

    /// <summary>Lists the winners of some filters.</summary>
    /// <param name="grid">Where the windows lie.</param>
    /// <param name="windows">The number of windows, the first ones of the grid.</param>
    /// <param name="errors">The error of each winner, windows x filters; begins with the first filter to be listed.</param>
    /// <param name="places">Its place under the window, likewise.</param>
    /// <param name="stride">The number of all filters.</param>
    /// <param name="lists">Receives a list of each filter; at most <see cref="Filters"/>.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(
        in PoolingGrid grid,
        int windows,
        float* errors,
        int* places,
        int stride,
        Span<WinnerList> lists,
        float* scratch
    )
    {
        int capacity = Capacity(windows);
        for (int filter = 0; filter < lists.Length; filter++)
        {
            float* listed = scratch + ((nint)2 * filter * capacity);
            lists[filter] = new WinnerList(listed, (int*)(listed + capacity), 0);
        }

        if (Filters(grid.Places) > 1)
        {
            for (int window = 0; window < windows; window += Transpose512.Size)
            {
                nint at = (nint)window * stride;
                AddSixteen(grid, window, Math.Min(Transpose512.Size, windows - window), errors + at, places + at, stride, lists);
            }
        }
        else
        {
            for (int filter = 0; filter < lists.Length; filter++)
                lists[filter] = One(grid, windows, errors + filter, places + filter, stride, lists[filter]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static WinnerList One(in PoolingGrid grid, int windows, float* errors, int* places, int stride, WinnerList list)
    {
        int count = 0;
        for (int window = 0; window < windows; window++)
        {
            float error = *errors;
            list.Errors[count] = error;
            list.Offsets[count] = grid.Corners[window] + grid.Offsets[*places];
            count += error != 0 ? 1 : 0;
            errors += stride;
            places += stride;
        }

        return new WinnerList(list.Errors, list.Offsets, count);
    }

    /// <summary>Adds the winners under up to sixteen windows to the lists.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSixteen(
        in PoolingGrid grid,
        int window,
        int windows,
        float* errors,
        int* places,
        int stride,
        Span<WinnerList> lists
    )
    {
        const int lanes = Transpose512.Size;
        float* memory = stackalloc float[(2 * lanes * lanes) + CacheLine.Floats],
            errorsOf = CacheLine.Align(memory),
            placesOf = errorsOf + (lanes * lanes);
        Transpose512.Block(errors, stride, windows, lists.Length, errorsOf);
        Transpose512.Block((float*)places, stride, windows, lists.Length, placesOf);
        Vector512<int> corners = Masked(grid.Corners + window, windows),
            offsets = Masked(grid.Offsets, grid.Places);
        for (int filter = 0; filter < lists.Length; filter++)
        {
            WinnerList list = lists[filter];
            Vector512<float> error = Vector512.Load(errorsOf + (filter * lanes)),
                wins = ~Vector512.Equals(error, Vector512<float>.Zero);
            Vector512<int> place = Vector512.Load(placesOf + (filter * lanes)).AsInt32(),
                offset = corners + Avx512F.PermuteVar16x32(offsets, place);
            Avx512F.Compress(Vector512<float>.Zero, wins, error).Store(list.Errors + list.Count);
            Avx512F.Compress(Vector512<int>.Zero, wins.AsInt32(), offset).Store(list.Offsets + list.Count);
            lists[filter] = new WinnerList(
                list.Errors,
                list.Offsets,
                list.Count + BitOperations.PopCount(wins.ExtractMostSignificantBits())
            );
        }
    }

    private static Vector512<int> Masked(int* values, int count) =>
        Avx512F.MaskLoad(values, Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)), Vector512<int>.Zero);

    // Whole vectors are written, also behind the last winner.
    private static int Capacity(int windows) => checked(windows + Transpose512.Size);
}
