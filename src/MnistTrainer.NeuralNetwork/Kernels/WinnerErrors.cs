using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// The errors of the inputs of a convolution in front of max pooling. Filters that win at the same place under a window are added up before the errors are read and written,
/// with AVX-512 in registers: neighboring winners reach into each other's inputs, and would wait for what the last one has just written. For some rows and 32 floats of a line
/// of the filters at a time, sums are taken window by window, place by place, in the order of the filters, whatever vectors there are.
/// </summary>
internal static unsafe class WinnerErrors
{
    private const int MaximumRows = 5;

    // The number of filters whose maxima one mask represents.
    private const int MaskBits = 64;

    private static int Lanes => Vector512<float>.Count;

    private static int Width => 2 * Lanes;

    /// <summary>Whether lines of filters with their padding are pairs of wide vectors, by whatever vectors they are padded.</summary>
    /// <param name="line">Floats of a line without its padding.</param>
    public static bool Fits(int line) => (line + Vector128<float>.Count - 1) / Vector128<float>.Count * Vector128<float>.Count % Width == 0;

    /// <summary>Floats of scratch memory.</summary>
    public static int ScratchLength(int windows, int places) => checked(windows * places * (sizeof(ulong) / sizeof(float)));

    /// <summary>Adds the errors of an image's winners.</summary>
    /// <param name="window">Where filters lie on the image.</param>
    /// <param name="grid">Where the windows of the pooling lie.</param>
    /// <param name="windows">The number of windows, the first ones of the grid.</param>
    /// <param name="errors">The error of each winner, windows x filters.</param>
    /// <param name="places">Its place under the window.</param>
    /// <param name="filters">The number of filters.</param>
    /// <param name="weights">The filters, line by line, padded with zeros.</param>
    /// <param name="line">Floats of a line with its padding.</param>
    /// <param name="frameErrors">What is added to for each value of the frame, and a line more.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(
        in FilterWindow window,
        in PoolingGrid grid,
        int windows,
        float* errors,
        int* places,
        int filters,
        float* weights,
        int line,
        float* frameErrors,
        float* scratch
    )
    {
        nint filterLength = (nint)window.Size * line;
        ulong* masks = (ulong*)scratch;
        for (int first = 0; first < filters; first += MaskBits)
        {
            FillMasks(grid.Places, windows, errors + first, places + first, filters, Math.Min(MaskBits, filters - first), masks);
            for (int row = 0, rows; row < window.Size; row += rows)
            {
                int left = window.Size - row;
                rows =
                    left >= MaximumRows ? MaximumRows
                    : left >= 3 ? 3
                    : 1;
                for (int k = 0; k < line; k += Width)
                {
                    Tile tile = new()
                    {
                        Grid = grid,
                        Windows = windows,
                        Masks = masks,
                        Errors = errors + first,
                        Filters = filters,
                        Weights = weights + (first * filterLength) + (row * line) + k,
                        FilterLength = filterLength,
                        Line = line,
                        FrameErrors = frameErrors + (row * window.FrameRow) + k,
                        FrameRow = window.FrameRow,
                    };
                    if (!Avx512F.IsSupported)
                        Narrow(tile, rows);
                    else if (rows == MaximumRows)
                        FiveByTwo(tile);
                    else if (rows == 3)
                        ThreeByTwo(tile);
                    else
                        OneByTwo(tile);
                }
            }
        }
    }

    /// <summary>For each window and place a bit of each filter: whether it wins there, with an error that is not zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillMasks(int placeCount, int windows, float* errors, int* places, int stride, int filters, ulong* masks)
    {
        new Span<ulong>(masks, windows * placeCount).Clear();
        for (int window = 0; window < windows; window++, errors += stride, places += stride, masks += placeCount)
        {
            int filter = 0;
            for (; Avx512F.IsSupported && filter < filters; filter += Lanes)
            {
                Vector512<int> isThere = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(filters - filter));
                Vector512<float> error = Avx512F.MaskLoad(errors + filter, isThere.AsSingle(), Vector512<float>.Zero);
                Vector512<int> place = Avx512F.MaskLoad(places + filter, isThere, Vector512<int>.Zero),
                    wins = ~Vector512.Equals(error, Vector512<float>.Zero).AsInt32();
                for (int k = 0; k < placeCount; k++)
                    masks[k] |= (wins & Vector512.Equals(place, Vector512.Create(k))).ExtractMostSignificantBits() << filter;
            }

            for (; filter < filters; filter++)
                masks[places[filter]] |= errors[filter] != 0 ? 1UL << filter : 0;
        }
    }

    // With narrower vectors, sums are in the first-level cache.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(in Tile tile, int rows)
    {
        float* sums = stackalloc float[MaximumRows * Width];
        ulong* mask = tile.Masks;
        float* errors = tile.Errors;
        for (int window = 0; window < tile.Windows; window++, errors += tile.Filters)
        {
            for (int place = 0; place < tile.Grid.Places; place++)
            {
                ulong winners = *mask++;
                if (winners == 0)
                    continue;
                new Span<float>(sums, rows * Width).Clear();
                for (; winners != 0; winners &= winners - 1)
                {
                    int filter = BitOperations.TrailingZeroCount(winners);
                    Vector<float> error = new(errors[filter]);
                    float* factors = tile.Weights + (filter * tile.FilterLength);
                    for (int row = 0; row < rows; row++, factors += tile.Line)
                    {
                        for (int k = 0; k < Width; k += Vector<float>.Count)
                        {
                            float* sum = sums + (row * Width) + k;
                            Vector.FusedMultiplyAdd(error, Vector.Load(factors + k), Vector.Load(sum)).Store(sum);
                        }
                    }
                }

                float* to = tile.FrameErrors + tile.Grid.Corners[window] + tile.Grid.Offsets[place];
                for (int row = 0; row < rows; row++, to += tile.FrameRow)
                {
                    for (int k = 0; k < Width; k += Vector<float>.Count)
                        (Vector.Load(to + k) + Vector.Load(sums + (row * Width) + k)).Store(to + k);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FiveByTwo(in Tile tile)
    {
        ulong* mask = tile.Masks;
        float* errors = tile.Errors;
        for (int window = 0; window < tile.Windows; window++, errors += tile.Filters)
        {
            for (int place = 0; place < tile.Grid.Places; place++)
            {
                ulong winners = *mask++;
                if (winners == 0)
                    continue;
                Vector512<float> s00 = default,
                    s01 = default,
                    s10 = default,
                    s11 = default,
                    s20 = default,
                    s21 = default,
                    s30 = default,
                    s31 = default,
                    s40 = default,
                    s41 = default;
                for (; winners != 0; winners &= winners - 1)
                {
                    int filter = BitOperations.TrailingZeroCount(winners);
                    Vector512<float> error = Vector512.Create(errors[filter]);
                    float* factors = tile.Weights + (filter * tile.FilterLength);
                    s00 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors), s00);
                    s01 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors + Lanes), s01);
                    factors += tile.Line;
                    s10 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors), s10);
                    s11 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors + Lanes), s11);
                    factors += tile.Line;
                    s20 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors), s20);
                    s21 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors + Lanes), s21);
                    factors += tile.Line;
                    s30 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors), s30);
                    s31 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors + Lanes), s31);
                    factors += tile.Line;
                    s40 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors), s40);
                    s41 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors + Lanes), s41);
                }

                float* to = tile.FrameErrors + tile.Grid.Corners[window] + tile.Grid.Offsets[place];
                (Vector512.Load(to) + s00).Store(to);
                (Vector512.Load(to + Lanes) + s01).Store(to + Lanes);
                to += tile.FrameRow;
                (Vector512.Load(to) + s10).Store(to);
                (Vector512.Load(to + Lanes) + s11).Store(to + Lanes);
                to += tile.FrameRow;
                (Vector512.Load(to) + s20).Store(to);
                (Vector512.Load(to + Lanes) + s21).Store(to + Lanes);
                to += tile.FrameRow;
                (Vector512.Load(to) + s30).Store(to);
                (Vector512.Load(to + Lanes) + s31).Store(to + Lanes);
                to += tile.FrameRow;
                (Vector512.Load(to) + s40).Store(to);
                (Vector512.Load(to + Lanes) + s41).Store(to + Lanes);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ThreeByTwo(in Tile tile)
    {
        ulong* mask = tile.Masks;
        float* errors = tile.Errors;
        for (int window = 0; window < tile.Windows; window++, errors += tile.Filters)
        {
            for (int place = 0; place < tile.Grid.Places; place++)
            {
                ulong winners = *mask++;
                if (winners == 0)
                    continue;
                Vector512<float> s00 = default,
                    s01 = default,
                    s10 = default,
                    s11 = default,
                    s20 = default,
                    s21 = default;
                for (; winners != 0; winners &= winners - 1)
                {
                    int filter = BitOperations.TrailingZeroCount(winners);
                    Vector512<float> error = Vector512.Create(errors[filter]);
                    float* factors = tile.Weights + (filter * tile.FilterLength);
                    s00 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors), s00);
                    s01 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors + Lanes), s01);
                    factors += tile.Line;
                    s10 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors), s10);
                    s11 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors + Lanes), s11);
                    factors += tile.Line;
                    s20 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors), s20);
                    s21 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors + Lanes), s21);
                }

                float* to = tile.FrameErrors + tile.Grid.Corners[window] + tile.Grid.Offsets[place];
                (Vector512.Load(to) + s00).Store(to);
                (Vector512.Load(to + Lanes) + s01).Store(to + Lanes);
                to += tile.FrameRow;
                (Vector512.Load(to) + s10).Store(to);
                (Vector512.Load(to + Lanes) + s11).Store(to + Lanes);
                to += tile.FrameRow;
                (Vector512.Load(to) + s20).Store(to);
                (Vector512.Load(to + Lanes) + s21).Store(to + Lanes);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneByTwo(in Tile tile)
    {
        ulong* mask = tile.Masks;
        float* errors = tile.Errors;
        for (int window = 0; window < tile.Windows; window++, errors += tile.Filters)
        {
            for (int place = 0; place < tile.Grid.Places; place++)
            {
                ulong winners = *mask++;
                if (winners == 0)
                    continue;
                Vector512<float> s00 = default,
                    s01 = default;
                for (; winners != 0; winners &= winners - 1)
                {
                    int filter = BitOperations.TrailingZeroCount(winners);
                    Vector512<float> error = Vector512.Create(errors[filter]);
                    float* factors = tile.Weights + (filter * tile.FilterLength);
                    s00 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors), s00);
                    s01 = Vector512.FusedMultiplyAdd(error, Vector512.Load(factors + Lanes), s01);
                }

                float* to = tile.FrameErrors + tile.Grid.Corners[window] + tile.Grid.Offsets[place];
                (Vector512.Load(to) + s00).Store(to);
                (Vector512.Load(to + Lanes) + s01).Store(to + Lanes);
            }
        }
    }

    // Some lines of the filters, two vectors of each, and what they are added to.
    private readonly ref struct Tile
    {
        public required PoolingGrid Grid { get; init; }

        public required int Windows { get; init; }

        public required ulong* Masks { get; init; }

        public required float* Errors { get; init; }

        public required int Filters { get; init; }

        public required float* Weights { get; init; }

        public required nint FilterLength { get; init; }

        public required int Line { get; init; }

        public required float* FrameErrors { get; init; }

        public required nint FrameRow { get; init; }
    }
}
