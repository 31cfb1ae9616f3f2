using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// The products of a convolution, one image at a time and on one thread. Images lie row by row, the channels of a pixel next to each other; so the inputs under one line
/// of a filter are neighbors, and a convolution is a product of matrices whose rows overlap. Every sum is taken line by line, pixel by pixel and channel by channel, as in
/// the obvious loops, whatever the tile or the vector width.
/// </summary>
internal static unsafe class ConvolutionProduct
{
    private const int MaximumRows = 8;
    private const int MaximumColumns = 32;

    // Places of filters that are found at once: a multiple of all tiles' rows.
    private const int BandPixels = 96;

    // Floats of an image and of its errors for the columns of a tile: about a first-level cache of 32 KiB.
    private const int BandFloats = 8192;

    /// <summary>The width that columns are padded to, for <see cref="Pack(MatrixView, float*)"/> and <see cref="AddGradient"/>.</summary>
    public static int Padded(int columns) => Padded(columns, VectorColumns);

    /// <summary>The number of rows that <see cref="AddGradient"/> may write, of which the last have no meaning.</summary>
    public static int PaddedRows(int rows) => rows + MaximumRows - 1;

    private static int VectorColumns =>
        Vector512.IsHardwareAccelerated ? Vector512<float>.Count
        : Vector256.IsHardwareAccelerated ? Vector256<float>.Count
        : Vector128<float>.Count;

    /// <summary>Puts the columns of a matrix of filters together panel by panel, padded with zeros, as <see cref="Forward"/> reads them.</summary>
    /// <param name="filters">Rows x columns.</param>
    /// <param name="panels">Receives rows x <see cref="Padded(int)"/> columns.</param>
    public static void Pack(MatrixView filters, float* panels) => Pack(filters, panels, VectorColumns);

    /// <summary>As above for a chosen width of vectors.</summary>
    internal static void Pack(MatrixView filters, float* panels, int vector)
    {
        for (int j = 0; j < filters.Columns; )
        {
            int width = filters.Columns - j <= vector ? vector : 2 * vector,
                columns = Math.Min(width, filters.Columns - j);
            for (int row = 0; row < filters.Rows; row++, panels += width)
            {
                for (int k = 0; k < width; k++)
                    panels[k] = k < columns ? *filters.At(row, j + k) : 0;
            }

            j += width;
        }
    }

    /// <summary>The outputs of one image: <c>start + Σ input filter</c> at every pixel.</summary>
    /// <param name="window">Where filters lie on the image.</param>
    /// <param name="frame">The image with its padding.</param>
    /// <param name="panels">The filters, packed.</param>
    /// <param name="start">What every sum begins with; <see cref="Padded(int)"/> columns.</param>
    /// <param name="output">Receives pixels x columns.</param>
    /// <param name="columns">The number of filters.</param>
    public static void Forward(in FilterWindow window, float* frame, float* panels, float* start, float* output, int columns)
    {
        if (FewFiltersProduct.Fits(window, columns))
            FewFiltersProduct.Forward(window, frame, panels, Padded(columns), start, output, columns);
        else if (Vector512.IsHardwareAccelerated)
            Forward<IndirectTile512>(window, frame, panels, start, output, columns);
        else if (Vector256.IsHardwareAccelerated)
            Forward<IndirectTile256>(window, frame, panels, start, output, columns);
        else
            Forward<IndirectTile128>(window, frame, panels, start, output, columns);
    }

    /// <summary>Adds one image's part of the gradient of the filters: <c>Σ input error</c> over all pixels.</summary>
    /// <param name="window">Where filters lie on the image.</param>
    /// <param name="frame">The image with its padding.</param>
    /// <param name="errors">The gradient for the outputs, pixels x columns; vectors are read whole, also the last.</param>
    /// <param name="gradient">What is added to: <see cref="PaddedRows"/> x <see cref="Padded(int)"/> columns.</param>
    /// <param name="columns">The number of filters.</param>
    public static void AddGradient(in FilterWindow window, float* frame, float* errors, float* gradient, int columns)
    {
        if (Vector512.IsHardwareAccelerated)
            AddGradient<IndirectTile512>(window, frame, errors, gradient, columns);
        else if (Vector256.IsHardwareAccelerated)
            AddGradient<IndirectTile256>(window, frame, errors, gradient, columns);
        else
            AddGradient<IndirectTile128>(window, frame, errors, gradient, columns);
    }

    /// <summary>As above for a chosen width of vectors.</summary>
    internal static int Padded(int columns, int vector)
    {
        int rest = columns % (2 * vector);
        int narrow = rest <= vector ? vector : 2 * vector;
        return columns - rest + (rest == 0 ? 0 : narrow);
    }

    /// <summary>As above with a chosen tile, so that tests reach those that this machine would not choose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<TTile>(in FilterWindow window, float* frame, float* panels, float* start, float* output, int columns)
        where TTile : struct, IIndirectTile
    {
        int tileRows = columns <= TTile.VectorColumns ? TTile.NarrowRows : TTile.WideRows;
        bool hasParts = IsWorthParts(window, tileRows);
        for (int row = 0; row < window.Rows; )
        {
            OutputRows part = hasParts ? window.RowsFrom(row) : new OutputRows(0, window.Rows, 0, window.Size);
            Forward<TTile>(window, part, frame, panels, start, output, columns);
            row = part.To;
        }
    }

    /// <summary>Whether it takes fewer lines of tiles to leave out those that lie on padding, though tiles then end with the rows that leave out the same.</summary>
    private static bool IsWorthParts(in FilterWindow window, int tileRows)
    {
        int columns = window.Columns,
            whole = Tiles(window.Rows) * window.Size,
            divided = 0;
        for (int row = 0; row < window.Rows; )
        {
            OutputRows part = window.RowsFrom(row);
            divided += Tiles(part.To - part.From) * (part.ToLine - part.FromLine);
            row = part.To;
        }

        return divided < whole;

        int Tiles(int rows) => ((rows * columns) + tileRows - 1) / tileRows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<TTile>(
        in FilterWindow window,
        in OutputRows part,
        float* frame,
        float* panels,
        float* start,
        float* output,
        int columns
    )
        where TTile : struct, IIndirectTile
    {
        float* spare = stackalloc float[MaximumRows * MaximumColumns];
        float** places = stackalloc float*[BandPixels + MaximumRows];
        int pixels = window.Rows * window.Columns,
            end = part.To * window.Columns,
            line = window.Size * window.Channels;
        PlaceWalk walk = PlaceWalk.OfPixels(window, frame, part);
        for (int first = part.From * window.Columns; first < end; first += BandPixels)
        {
            int count = Math.Min(BandPixels, end - first);
            walk.Next(places, count);
            for (int r = 0; r < MaximumRows; r++)
                places[count + r] = places[count - 1];
            float* panel = panels;
            for (int j = 0; j < columns; )
            {
                bool isNarrow = columns - j <= TTile.VectorColumns;
                int width = isNarrow ? TTile.VectorColumns : 2 * TTile.VectorColumns,
                    rows = isNarrow ? TTile.NarrowRows : TTile.WideRows;
                TileLoop loop = new(part.ToLine - part.FromLine, line, window.FrameRow, 1, line * width, width);
                float* factors = panel + (part.FromLine * line * width);
                // What a tile stores behind its pixels, or of a single panel behind the columns of a pixel, is overwritten by those that follow, where there are enough.
                int overlap =
                    j == 0 && columns < width ? (width - 1) / columns
                    : columns - j >= width ? 0
                    : pixels;
                int whole = pixels - first - overlap - rows;
                float* c = output + ((nint)first * columns) + j;
                int pixel = 0;
                for (; pixel < count && pixel <= whole; pixel += rows, c += rows * (nint)columns)
                {
                    if (isNarrow)
                        TTile.Narrow(loop, places + pixel, factors, start + j, 0, c, columns);
                    else
                        TTile.Wide(loop, places + pixel, factors, start + j, 0, c, columns);
                }

                for (; pixel < count; pixel += rows)
                {
                    if (isNarrow)
                        TTile.Narrow(loop, places + pixel, factors, start + j, 0, spare, width);
                    else
                        TTile.Wide(loop, places + pixel, factors, start + j, 0, spare, width);
                    int kept = Math.Min(width, columns - j);
                    for (int r = 0; r < Math.Min(rows, count - pixel); r++, c += columns)
                        new Span<float>(spare + (r * width), kept).CopyTo(new Span<float>(c, kept));
                }

                panel += window.FilterRows * width;
                j += width;
            }
        }
    }

    /// <summary>As above with a chosen tile, so that tests reach those that this machine would not choose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddGradient<TTile>(in FilterWindow window, float* frame, float* errors, float* gradient, int columns)
        where TTile : struct, IIndirectTile
    {
        float** rows = stackalloc float*[MaximumRows];
        int vector = TTile.VectorColumns,
            padded = Padded(columns, vector),
            filterRows = window.FilterRows;
        // A few rows of the image and of some columns of the errors at a time, which stay in the L1 cache for all tiles; bands have about equal size.
        int most = (int)Math.Max(1, BandFloats / ((window.Stride * window.FrameRow) + (window.Columns * 2 * vector))),
            bands = ((window.Rows - 1) / most) + 1,
            band = ((window.Rows - 1) / bands) + 1;
        for (int top = 0; top < window.Rows; top += band)
        {
            int bottom = Math.Min(window.Rows, top + band),
                line = window.Size * window.Channels;
            nint down = window.Stride * window.FrameRow,
                across = (nint)window.Stride * window.Channels,
                errorDown = (nint)window.Columns * columns;
            for (int j = 0; j < columns; )
            {
                bool isNarrow = columns - j <= vector;
                int count = isNarrow ? TTile.NarrowRows : TTile.WideRows;
                PlaceWalk walk = PlaceWalk.OfFilterRows(window, frame);
                for (int row = 0; row < filterRows; row += count)
                {
                    int left = Math.Min(count, filterRows - row);
                    walk.Next(rows, left);
                    int last = row + left - 1;
                    (int from, int to) = window.RowsOf(row / line, last / line);
                    (from, to) = (Math.Max(from, top), Math.Min(to, bottom));
                    (int fromColumn, int toColumn) =
                        row / line == last / line
                            ? window.ColumnsOf(row % line / window.Channels, last % line / window.Channels)
                            : (0, window.Columns);
                    if (from >= to || fromColumn >= toColumn)
                        continue;
                    for (int r = 0; r < count; r++)
                        rows[r] = r < left ? rows[r] + (from * down) + (fromColumn * across) : rows[left - 1];
                    TileLoop loop = new(to - from, toColumn - fromColumn, down, across, errorDown, columns);
                    float* error = errors + (from * errorDown) + ((nint)fromColumn * columns) + j,
                        c = gradient + ((nint)row * padded) + j;
                    if (isNarrow)
                        TTile.Narrow(loop, rows, error, c, padded, c, padded);
                    else
                        TTile.Wide(loop, rows, error, c, padded, c, padded);
                }

                j += isNarrow ? vector : 2 * vector;
            }
        }
    }
}
