using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// The outputs of a convolution of gray images with a few filters, which would leave most of a vector of filters empty: here a vector holds neighboring pixels. Every sum
/// is taken in the order of <see cref="ConvolutionProduct"/>, so the results are the same.
/// </summary>
internal static unsafe class FewFiltersProduct
{
    private const int MaximumFilters = 6;

    /// <summary>Whether it is for this convolution.</summary>
    public static bool Fits(in FilterWindow window, int columns) => window is { Channels: 1, Stride: 1 } && columns <= MaximumFilters;

    /// <summary>The outputs of one image: <c>start + Σ input filter</c> at every pixel.</summary>
    /// <param name="window">Where filters lie on the image.</param>
    /// <param name="frame">The image with its padding; vectors are read whole, also the last.</param>
    /// <param name="filters">The filters, value by value, padded with anything to at least six.</param>
    /// <param name="width">Floats from one value of the filters to the next.</param>
    /// <param name="start">What every sum begins with, padded likewise.</param>
    /// <param name="output">Receives pixels x columns.</param>
    /// <param name="columns">The number of filters, at most six.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(in FilterWindow window, float* frame, float* filters, int width, float* start, float* output, int columns)
    {
        // Wide vectors would be half empty for a few pixels.
        bool isWide = Vector512.IsHardwareAccelerated && window.Columns > Vector512<float>.Count;
        int run = 2 * (isWide ? Vector512<float>.Count : Vector<float>.Count);
        float* memory = stackalloc float[(MaximumFilters * run) + CacheLine.Floats],
            sums = CacheLine.Align(memory);
        for (int y = 0; y < window.Rows; y++, frame += window.FrameRow)
        {
            for (int x = 0; x < window.Columns; x += run)
            {
                if (isWide)
                    SumWide(window, frame + x, filters, width, start, sums);
                else
                    Sum(window, frame + x, filters, width, start, sums);
                int pixels = Math.Min(run, window.Columns - x);
                Interleave(sums, run, pixels, columns, output);
                output += pixels * columns;
            }
        }
    }

    private static void Interleave(float* sums, int run, int pixels, int columns, float* output)
    {
        int pixel = 0;
        if (Sse.IsSupported && columns == MaximumFilters)
        {
            for (; pixel <= pixels - 4; pixel += 4, sums += 4, output += 4 * MaximumFilters)
                InterleaveFour(sums, run, output);
        }

        for (; pixel < pixels; pixel++, sums++, output += columns)
        {
            output[0] = sums[0];
            if (columns > 1)
                output[1] = sums[run];
            if (columns > 2)
                output[2] = sums[2 * run];
            if (columns > 3)
                output[3] = sums[3 * run];
            if (columns > 4)
                output[4] = sums[4 * run];
            if (columns > 5)
                output[5] = sums[5 * run];
        }
    }

    // Of four pixels: a transpose of four filters, and pairs of the other two.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InterleaveFour(float* sums, int run, float* output)
    {
        Vector128<float> a = Vector128.Load(sums),
            b = Vector128.Load(sums + run),
            c = Vector128.Load(sums + (2 * run)),
            d = Vector128.Load(sums + (3 * run)),
            e = Vector128.Load(sums + (4 * run)),
            f = Vector128.Load(sums + (5 * run)),
            abLow = Sse.UnpackLow(a, b),
            abHigh = Sse.UnpackHigh(a, b),
            cdLow = Sse.UnpackLow(c, d),
            cdHigh = Sse.UnpackHigh(c, d),
            efLow = Sse.UnpackLow(e, f),
            efHigh = Sse.UnpackHigh(e, f);
        Sse.MoveLowToHigh(abLow, cdLow).Store(output);
        Sse.StoreLow(output + 4, efLow);
        Sse.MoveHighToLow(cdLow, abLow).Store(output + 6);
        Sse.StoreHigh(output + 10, efLow);
        Sse.MoveLowToHigh(abHigh, cdHigh).Store(output + 12);
        Sse.StoreLow(output + 16, efHigh);
        Sse.MoveHighToLow(cdHigh, abHigh).Store(output + 18);
        Sse.StoreHigh(output + 22, efHigh);
    }

    // Two vectors of pixels for each of six filters.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(in FilterWindow window, float* inputs, float* filters, int width, float* start, float* sums)
    {
        int lanes = Vector<float>.Count;
        Vector<float> s00 = new(start[0]),
            s01 = s00,
            s10 = new(start[1]),
            s11 = s10,
            s20 = new(start[2]),
            s21 = s20,
            s30 = new(start[3]),
            s31 = s30,
            s40 = new(start[4]),
            s41 = s40,
            s50 = new(start[5]),
            s51 = s50;
        for (int row = 0; row < window.Size; row++, inputs += window.FrameRow)
        {
            for (int k = 0; k < window.Size; k++, filters += width)
            {
                Vector<float> left = Vector.Load(inputs + k),
                    right = Vector.Load(inputs + k + lanes),
                    factor = new(filters[0]);
                s00 = Vector.FusedMultiplyAdd(left, factor, s00);
                s01 = Vector.FusedMultiplyAdd(right, factor, s01);
                factor = new(filters[1]);
                s10 = Vector.FusedMultiplyAdd(left, factor, s10);
                s11 = Vector.FusedMultiplyAdd(right, factor, s11);
                factor = new(filters[2]);
                s20 = Vector.FusedMultiplyAdd(left, factor, s20);
                s21 = Vector.FusedMultiplyAdd(right, factor, s21);
                factor = new(filters[3]);
                s30 = Vector.FusedMultiplyAdd(left, factor, s30);
                s31 = Vector.FusedMultiplyAdd(right, factor, s31);
                factor = new(filters[4]);
                s40 = Vector.FusedMultiplyAdd(left, factor, s40);
                s41 = Vector.FusedMultiplyAdd(right, factor, s41);
                factor = new(filters[5]);
                s50 = Vector.FusedMultiplyAdd(left, factor, s50);
                s51 = Vector.FusedMultiplyAdd(right, factor, s51);
            }
        }

        s00.Store(sums);
        s01.Store(sums + lanes);
        s10.Store(sums + (2 * lanes));
        s11.Store(sums + (3 * lanes));
        s20.Store(sums + (4 * lanes));
        s21.Store(sums + (5 * lanes));
        s30.Store(sums + (6 * lanes));
        s31.Store(sums + (7 * lanes));
        s40.Store(sums + (8 * lanes));
        s41.Store(sums + (9 * lanes));
        s50.Store(sums + (10 * lanes));
        s51.Store(sums + (11 * lanes));
    }

    // The same with wide vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumWide(in FilterWindow window, float* inputs, float* filters, int width, float* start, float* sums)
    {
        int lanes = Vector512<float>.Count;
        Vector512<float> s00 = Vector512.Create(start[0]),
            s01 = s00,
            s10 = Vector512.Create(start[1]),
            s11 = s10,
            s20 = Vector512.Create(start[2]),
            s21 = s20,
            s30 = Vector512.Create(start[3]),
            s31 = s30,
            s40 = Vector512.Create(start[4]),
            s41 = s40,
            s50 = Vector512.Create(start[5]),
            s51 = s50;
        for (int row = 0; row < window.Size; row++, inputs += window.FrameRow)
        {
            for (int k = 0; k < window.Size; k++, filters += width)
            {
                Vector512<float> left = Vector512.Load(inputs + k),
                    right = Vector512.Load(inputs + k + lanes),
                    factor = Vector512.Create(filters[0]);
                s00 = Vector512.FusedMultiplyAdd(left, factor, s00);
                s01 = Vector512.FusedMultiplyAdd(right, factor, s01);
                factor = Vector512.Create(filters[1]);
                s10 = Vector512.FusedMultiplyAdd(left, factor, s10);
                s11 = Vector512.FusedMultiplyAdd(right, factor, s11);
                factor = Vector512.Create(filters[2]);
                s20 = Vector512.FusedMultiplyAdd(left, factor, s20);
                s21 = Vector512.FusedMultiplyAdd(right, factor, s21);
                factor = Vector512.Create(filters[3]);
                s30 = Vector512.FusedMultiplyAdd(left, factor, s30);
                s31 = Vector512.FusedMultiplyAdd(right, factor, s31);
                factor = Vector512.Create(filters[4]);
                s40 = Vector512.FusedMultiplyAdd(left, factor, s40);
                s41 = Vector512.FusedMultiplyAdd(right, factor, s41);
                factor = Vector512.Create(filters[5]);
                s50 = Vector512.FusedMultiplyAdd(left, factor, s50);
                s51 = Vector512.FusedMultiplyAdd(right, factor, s51);
            }
        }

        s00.Store(sums);
        s01.Store(sums + lanes);
        s10.Store(sums + (2 * lanes));
        s11.Store(sums + (3 * lanes));
        s20.Store(sums + (4 * lanes));
        s21.Store(sums + (5 * lanes));
        s30.Store(sums + (6 * lanes));
        s31.Store(sums + (7 * lanes));
        s40.Store(sums + (8 * lanes));
        s41.Store(sums + (9 * lanes));
        s50.Store(sums + (10 * lanes));
        s51.Store(sums + (11 * lanes));
    }
}
