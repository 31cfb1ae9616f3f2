using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// The backward products of a convolution in front of max pooling, where only the winner under each window carries an error: it adds its multiple of the inputs under
/// its filter to the gradient of the filter, and its multiple of the filter to the errors of the inputs. Here filters lie one after the other, line by line. The
/// gradient of a filter is summed in the order of the windows.
/// </summary>
internal static unsafe class SparseErrorProduct
{
    // Floats of an image and its errors that stay in a first-level cache of 32 KiB beside a filter and its gradient.
    private const int BandFloats = 4096;

    /// <summary>Floats that a line of a filter takes: whole vectors.</summary>
    public static int PaddedLine(int line) => (line + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    /// <summary>Floats of scratch memory.</summary>
    /// <param name="windows">The windows of the pooling.</param>
    /// <param name="places">The places under a window.</param>
    public static int ScratchLength(int windows, int places) =>
        Math.Max(WinnerList.ScratchLength(windows, places), WinnerErrors.ScratchLength(windows, places));

    /// <summary>Adds the products of one image.</summary>
    /// <param name="window">Where filters lie on the image.</param>
    /// <param name="grid">Where the windows of the pooling lie.</param>
    /// <param name="frame">The image with its padding; vectors are read whole, also the last.</param>
    /// <param name="errors">The error of each winner, windows x filters.</param>
    /// <param name="places">Its place under the window.</param>
    /// <param name="filters">The number of filters.</param>
    /// <param name="gradient">What is added to for each filter: its lines, padded; what stands in the padding has no meaning.</param>
    /// <param name="weights">The filters, their lines padded with zeros; not read if nothing is propagated.</param>
    /// <param name="frameErrors">What is added to for each value of the frame, and a vector more; null if nothing is propagated.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(
        in FilterWindow window,
        in PoolingGrid grid,
        float* frame,
        float* errors,
        int* places,
        int filters,
        float* gradient,
        float* weights,
        float* frameErrors,
        float* scratch
    )
    {
        int line = PaddedLine(window.Size * window.Channels),
            filterLength = window.Size * line,
            band = (int)Math.Max(1, BandFloats / grid.Down),
            together = WinnerList.Filters(grid.Places);
        bool propagatesByWindow = frameErrors != null && WinnerErrors.Fits(window.Size * window.Channels);
        Span<WinnerList> lists = stackalloc WinnerList[together];
        for (int top = 0; top < grid.Rows; top += band)
        {
            int windows = Math.Min(band, grid.Rows - top) * grid.Columns;
            nint first = (nint)top * grid.Columns * filters,
                corner = top * grid.Down;
            for (int group = 0; group < filters; group += together)
            {
                Span<WinnerList> listed = lists[..Math.Min(together, filters - group)];
                WinnerList.Fill(grid, windows, errors + first + group, places + first + group, filters, listed, scratch);
                for (int i = 0; i < listed.Length; i++)
                {
                    nint filter = (nint)(group + i) * filterLength;
                    AddGradient(window, listed[i], frame + corner, gradient + filter, line);
                    if (frameErrors != null && !propagatesByWindow)
                        Propagate(window, listed[i], weights + filter, frameErrors + corner, line);
                }
            }

            if (propagatesByWindow)
                WinnerErrors.Add(
                    window,
                    grid,
                    windows,
                    errors + first,
                    places + first,
                    filters,
                    weights,
                    line,
                    frameErrors + corner,
                    scratch
                );
        }
    }

    // As many sums at a time as are needed for multiply-adds that do not wait for each other.
    private static void AddGradient(in FilterWindow window, in WinnerList winners, float* frame, float* gradient, int line)
    {
        int lanes = Vector<float>.Count,
            row = 0;
        nint down = window.FrameRow;
        if (Vector512.IsHardwareAccelerated && line % (2 * Vector512<float>.Count) == 0)
        {
            for (; row <= window.Size - 5; row += 5)
            {
                for (int k = 0; k < line; k += 2 * Vector512<float>.Count)
                    FiveByTwo(winners, frame + (row * down) + k, down, gradient + (row * line) + k, line);
            }
        }

        if (line == lanes)
        {
            for (; row <= window.Size - 5; row += 5)
                FiveLines(winners, frame + (row * down), down, gradient + (row * line), line);
        }

        for (; row <= window.Size - 2; row += 2)
        {
            float* inputs = frame + (row * down),
                sums = gradient + (row * line);
            int k = 0;
            for (; k <= line - (4 * lanes); k += 4 * lanes)
                TwoByFour(winners, inputs + k, down, sums + k, line);
            for (; k < line; k += lanes)
            {
                One(winners, inputs + k, sums + k);
                One(winners, inputs + down + k, sums + line + k);
            }
        }

        for (; row < window.Size; row++)
        {
            float* inputs = frame + (row * down),
                sums = gradient + (row * line);
            int k = 0;
            for (; k <= line - (8 * lanes); k += 8 * lanes)
                TwoByFour(winners, inputs + k, 4 * lanes, sums + k, 4 * lanes);
            for (; k <= line - (4 * lanes); k += 4 * lanes)
                Four(winners, inputs + k, sums + k);
            for (; k < line; k += lanes)
                One(winners, inputs + k, sums + k);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FiveLines(in WinnerList winners, float* frame, nint down, float* sums, nint next)
    {
        Vector<float> s0 = Vector.Load(sums),
            s1 = Vector.Load(sums + next),
            s2 = Vector.Load(sums + (2 * next)),
            s3 = Vector.Load(sums + (3 * next)),
            s4 = Vector.Load(sums + (4 * next));
        for (int i = 0; i < winners.Count; i++)
        {
            Vector<float> error = new(winners.Errors[i]);
            float* inputs = frame + winners.Offsets[i],
                third = inputs + (2 * down);
            s0 = Vector.FusedMultiplyAdd(error, Vector.Load(inputs), s0);
            s1 = Vector.FusedMultiplyAdd(error, Vector.Load(inputs + down), s1);
            s2 = Vector.FusedMultiplyAdd(error, Vector.Load(third), s2);
            s3 = Vector.FusedMultiplyAdd(error, Vector.Load(third + down), s3);
            s4 = Vector.FusedMultiplyAdd(error, Vector.Load(third + (2 * down)), s4);
        }

        s0.Store(sums);
        s1.Store(sums + next);
        s2.Store(sums + (2 * next));
        s3.Store(sums + (3 * next));
        s4.Store(sums + (4 * next));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FiveByTwo(in WinnerList winners, float* frame, nint down, float* sums, nint next)
    {
        int lanes = Vector512<float>.Count;
        float* second = sums + next,
            third = second + next,
            fourth = third + next,
            fifth = fourth + next;
        Vector512<float> s00 = Vector512.Load(sums),
            s01 = Vector512.Load(sums + lanes),
            s10 = Vector512.Load(second),
            s11 = Vector512.Load(second + lanes),
            s20 = Vector512.Load(third),
            s21 = Vector512.Load(third + lanes),
            s30 = Vector512.Load(fourth),
            s31 = Vector512.Load(fourth + lanes),
            s40 = Vector512.Load(fifth),
            s41 = Vector512.Load(fifth + lanes);
        for (int i = 0; i < winners.Count; i++)
        {
            Vector512<float> error = Vector512.Create(winners.Errors[i]);
            float* inputs = frame + winners.Offsets[i];
            s00 = Vector512.FusedMultiplyAdd(error, Vector512.Load(inputs), s00);
            s01 = Vector512.FusedMultiplyAdd(error, Vector512.Load(inputs + lanes), s01);
            inputs += down;
            s10 = Vector512.FusedMultiplyAdd(error, Vector512.Load(inputs), s10);
            s11 = Vector512.FusedMultiplyAdd(error, Vector512.Load(inputs + lanes), s11);
            inputs += down;
            s20 = Vector512.FusedMultiplyAdd(error, Vector512.Load(inputs), s20);
            s21 = Vector512.FusedMultiplyAdd(error, Vector512.Load(inputs + lanes), s21);
            inputs += down;
            s30 = Vector512.FusedMultiplyAdd(error, Vector512.Load(inputs), s30);
            s31 = Vector512.FusedMultiplyAdd(error, Vector512.Load(inputs + lanes), s31);
            inputs += down;
            s40 = Vector512.FusedMultiplyAdd(error, Vector512.Load(inputs), s40);
            s41 = Vector512.FusedMultiplyAdd(error, Vector512.Load(inputs + lanes), s41);
        }

        s00.Store(sums);
        s01.Store(sums + lanes);
        s10.Store(second);
        s11.Store(second + lanes);
        s20.Store(third);
        s21.Store(third + lanes);
        s30.Store(fourth);
        s31.Store(fourth + lanes);
        s40.Store(fifth);
        s41.Store(fifth + lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoByFour(in WinnerList winners, float* frame, nint down, float* sums, nint next)
    {
        int lanes = Vector<float>.Count;
        Vector<float> s00 = Vector.Load(sums),
            s01 = Vector.Load(sums + lanes),
            s02 = Vector.Load(sums + (2 * lanes)),
            s03 = Vector.Load(sums + (3 * lanes)),
            s10 = Vector.Load(sums + next),
            s11 = Vector.Load(sums + next + lanes),
            s12 = Vector.Load(sums + next + (2 * lanes)),
            s13 = Vector.Load(sums + next + (3 * lanes));
        for (int i = 0; i < winners.Count; i++)
        {
            Vector<float> error = new(winners.Errors[i]);
            float* upper = frame + winners.Offsets[i],
                lower = upper + down;
            s00 = Vector.FusedMultiplyAdd(error, Vector.Load(upper), s00);
            s01 = Vector.FusedMultiplyAdd(error, Vector.Load(upper + lanes), s01);
            s02 = Vector.FusedMultiplyAdd(error, Vector.Load(upper + (2 * lanes)), s02);
            s03 = Vector.FusedMultiplyAdd(error, Vector.Load(upper + (3 * lanes)), s03);
            s10 = Vector.FusedMultiplyAdd(error, Vector.Load(lower), s10);
            s11 = Vector.FusedMultiplyAdd(error, Vector.Load(lower + lanes), s11);
            s12 = Vector.FusedMultiplyAdd(error, Vector.Load(lower + (2 * lanes)), s12);
            s13 = Vector.FusedMultiplyAdd(error, Vector.Load(lower + (3 * lanes)), s13);
        }

        s00.Store(sums);
        s01.Store(sums + lanes);
        s02.Store(sums + (2 * lanes));
        s03.Store(sums + (3 * lanes));
        s10.Store(sums + next);
        s11.Store(sums + next + lanes);
        s12.Store(sums + next + (2 * lanes));
        s13.Store(sums + next + (3 * lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(in WinnerList winners, float* frame, float* sums)
    {
        int lanes = Vector<float>.Count;
        Vector<float> s0 = Vector.Load(sums),
            s1 = Vector.Load(sums + lanes),
            s2 = Vector.Load(sums + (2 * lanes)),
            s3 = Vector.Load(sums + (3 * lanes));
        for (int i = 0; i < winners.Count; i++)
        {
            Vector<float> error = new(winners.Errors[i]);
            float* inputs = frame + winners.Offsets[i];
            s0 = Vector.FusedMultiplyAdd(error, Vector.Load(inputs), s0);
            s1 = Vector.FusedMultiplyAdd(error, Vector.Load(inputs + lanes), s1);
            s2 = Vector.FusedMultiplyAdd(error, Vector.Load(inputs + (2 * lanes)), s2);
            s3 = Vector.FusedMultiplyAdd(error, Vector.Load(inputs + (3 * lanes)), s3);
        }

        s0.Store(sums);
        s1.Store(sums + lanes);
        s2.Store(sums + (2 * lanes));
        s3.Store(sums + (3 * lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(in WinnerList winners, float* frame, float* sums)
    {
        Vector<float> s = Vector.Load(sums);
        for (int i = 0; i < winners.Count; i++)
            s = Vector.FusedMultiplyAdd(new Vector<float>(winners.Errors[i]), Vector.Load(frame + winners.Offsets[i]), s);
        s.Store(sums);
    }

    // Wider vectors take half as long again: more of them read what was just written for the previous maximum.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Propagate(in FilterWindow window, in WinnerList winners, float* weights, float* frameErrors, int line)
    {
        for (int i = 0; i < winners.Count; i++)
        {
            Vector<float> error = new(winners.Errors[i]);
            float* inputErrors = frameErrors + winners.Offsets[i],
                factors = weights;
            for (int row = 0; row < window.Size; row++, inputErrors += window.FrameRow, factors += line)
            {
                for (int k = 0; k < line; k += Vector<float>.Count)
                    Vector.FusedMultiplyAdd(error, Vector.Load(factors + k), Vector.Load(inputErrors + k)).Store(inputErrors + k);
            }
        }
    }
}

/// <summary>Where the windows of a pooling behind a convolution lie on the image with its padding.</summary>
/// <param name="rows">Rows of windows.</param>
/// <param name="columns">Columns of windows.</param>
/// <param name="down">Floats from one row of windows to the next.</param>
/// <param name="corners">Floats from the first window to each of them, row by row.</param>
/// <param name="places">The places under a window.</param>
/// <param name="offsets">Floats from the first place under a window to each of them.</param>
internal readonly unsafe struct PoolingGrid(int rows, int columns, nint down, int* corners, int places, int* offsets)
{
    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public nint Down { get; } = down;

    public int* Corners { get; } = corners;

    public int Places { get; } = places;

    public int* Offsets { get; } = offsets;
}
