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
        float* spare = stackalloc float[MaximumRows * MaximumColumns];
        float** places = stackalloc float*[BandPixels + MaximumRows];
        int pixels = window.Rows * window.Columns;
        PlaceWalk walk = PlaceWalk.OfPixels(window, frame);
        for (int first = 0; first < pixels; first += BandPixels)
        {
            int count = Math.Min(BandPixels, pixels - first);
            walk.Next(places, count);
            for (int r = 0; r < MaximumRows; r++)
                places[count + r] = places[count - 1];
            float* panel = panels;
            for (int j = 0; j < columns; )
            {
                bool isNarrow = columns - j <= TTile.VectorColumns;
                int width = isNarrow ? TTile.VectorColumns : 2 * TTile.VectorColumns,
                    rows = isNarrow ? TTile.NarrowRows : TTile.WideRows,
                    line = window.Size * window.Channels;
                TileLoop loop = new(window.Size, line, window.FrameRow, 1, line * width, width);
                // Of a single panel, what is stored behind the columns of a pixel is overwritten by those that follow it, where there are enough.
                int overlap =
                    j == 0 && columns < width ? (width - 1) / columns
                    : columns - j >= width ? 0
                    : pixels;
                int whole = Math.Min(count, pixels - first - overlap) - rows;
                float* c = output + ((nint)first * columns) + j;
                int pixel = 0;
                for (; pixel <= whole; pixel += rows, c += rows * (nint)columns)
                {
                    if (isNarrow)
                        TTile.Narrow(loop, places + pixel, panel, start + j, 0, c, columns);
                    else
                        TTile.Wide(loop, places + pixel, panel, start + j, 0, c, columns);
                }

                for (; pixel < count; pixel += rows)
                {
                    if (isNarrow)
                        TTile.Narrow(loop, places + pixel, panel, start + j, 0, spare, width);
                    else
                        TTile.Wide(loop, places + pixel, panel, start + j, 0, spare, width);
                    int kept = Math.Min(width, columns - j);
                    for (int r = 0; r < Math.Min(rows, count - pixel); r++, c += columns)
                        new Span<float>(spare + (r * width), kept).CopyTo(new Span<float>(c, kept));
                }

                panel += window.FilterRows * width;
                j += width;
            }
        }
    }

    /// <inheritdoc cref="Forward{TTile}"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddGradient<TTile>(in FilterWindow window, float* frame, float* errors, float* gradient, int columns)
        where TTile : struct, IIndirectTile
    {
        float** rows = stackalloc float*[MaximumRows];
        int vector = TTile.VectorColumns,
            padded = Padded(columns, vector),
            filterRows = window.FilterRows;
        // A few rows of the image and of some columns of the errors at a time, which all tiles find in the nearest cache; about as many in each band.
        int most = (int)Math.Max(1, BandFloats / ((window.Stride * window.FrameRow) + (window.Columns * 2 * vector))),
            bands = ((window.Rows - 1) / most) + 1,
            band = ((window.Rows - 1) / bands) + 1;
        for (int top = 0; top < window.Rows; top += band)
        {
            TileLoop loop = new(
                Math.Min(band, window.Rows - top),
                window.Columns,
                window.Stride * window.FrameRow,
                (nint)window.Stride * window.Channels,
                window.Columns * columns,
                columns
            );
            float* image = frame + (top * window.Stride * window.FrameRow),
                error = errors + ((nint)top * window.Columns * columns);
            for (int j = 0; j < columns; )
            {
                bool isNarrow = columns - j <= vector;
                int count = isNarrow ? TTile.NarrowRows : TTile.WideRows;
                PlaceWalk walk = PlaceWalk.OfFilterRows(window, image);
                for (int row = 0; row < filterRows; row += count)
                {
                    int left = Math.Min(count, filterRows - row);
                    walk.Next(rows, left);
                    for (int r = left; r < count; r++)
                        rows[r] = rows[left - 1];
                    float* c = gradient + ((nint)row * padded) + j;
                    if (isNarrow)
                        TTile.Narrow(loop, rows, error + j, c, padded, c, padded);
                    else
                        TTile.Wide(loop, rows, error + j, c, padded, c, padded);
                }

                j += isNarrow ? vector : 2 * vector;
            }
        }
    }
}

/// <summary>Where the filters of a convolution lie on an image with its padding.</summary>
/// <param name="Rows">Rows of the output.</param>
/// <param name="Columns">Columns of the output.</param>
/// <param name="Size">Rows, and columns, of a filter.</param>
/// <param name="Stride">Pixels from one place of a filter to the next.</param>
/// <param name="Channels">Channels of the image.</param>
/// <param name="FrameRow">Floats from one row of the image to the next.</param>
internal readonly record struct FilterWindow(int Rows, int Columns, int Size, int Stride, int Channels, nint FrameRow)
{
    /// <summary>The number of weights of one filter: the rows of the matrix of filters.</summary>
    public int FilterRows => Size * Size * Channels;
}

/// <summary>Places of an image, line by line.</summary>
/// <param name="length">Places of a line.</param>
/// <param name="across">Floats from one place of a line to the next.</param>
/// <param name="down">Floats from one line to the next.</param>
/// <param name="first">The first place.</param>
internal unsafe struct PlaceWalk(int length, nint across, nint down, float* first)
{
    private float* _line = first;
    private int _place;

    /// <summary>Where the inputs under a filter begin as it moves over the image.</summary>
    public static PlaceWalk OfPixels(in FilterWindow window, float* frame) =>
        new(window.Columns, (nint)window.Stride * window.Channels, window.Stride * window.FrameRow, frame);

    /// <summary>The inputs under a filter.</summary>
    public static PlaceWalk OfFilterRows(in FilterWindow window, float* frame) =>
        new(window.Size * window.Channels, 1, window.FrameRow, frame);

    /// <summary>Writes the next few places.</summary>
    public void Next(float** places, int count)
    {
        for (int i = 0; i < count; )
        {
            int run = Math.Min(count - i, length - _place);
            float* at = _line + (_place * across);
            for (int end = i + run; i < end; i++, at += across)
                places[i] = at;
            _place += run;
            if (_place == length)
            {
                _place = 0;
                _line += down;
            }
        }
    }
}
