namespace MnistTrainer.NeuralNetwork.Kernels;

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

    /// <summary>What of the image with its padding is not padding. Default: all.</summary>
    public FilledArea Filled { get; init; } = new(0, int.MaxValue, 0, int.MaxValue);

    /// <summary>
    /// Rows of the output, from one on, whose filters lie on padding with the same lines. These lines add nothing, so they can be left out; the products of the others are
    /// summed in the same order, so the sums are the same.
    /// </summary>
    public OutputRows RowsFrom(int row)
    {
        (int fromLine, int toLine) = LinesOf(row);
        int end = row + 1;
        while (end < Rows && LinesOf(end) == (fromLine, toLine))
            end++;
        return new OutputRows(row, end, fromLine, toLine);
    }

    /// <summary>The rows of the output for which a line of filters, or one of a few, does not lie on padding.</summary>
    /// <param name="first">The first line.</param>
    /// <param name="last">The last.</param>
    public (int From, int To) RowsOf(int first, int last) => PlacesOf(Filled.Top, Filled.Bottom, first, last, Rows);

    /// <summary>The columns of the output for which a column of filters, or one of a few, does not lie on padding.</summary>
    /// <inheritdoc cref="RowsOf"/>
    public (int From, int To) ColumnsOf(int first, int last) => PlacesOf(Filled.Left, Filled.Right, first, last, Columns);

    private (int From, int To) PlacesOf(int filledFrom, int filledTo, int first, int last, int count) =>
        (
            Math.Max(0, filledFrom - last + Stride - 1) / Stride,
            filledTo <= first ? 0 : Math.Min(count, ((filledTo - 1 - first) / Stride) + 1)
        );

    private (int From, int To) LinesOf(int row) =>
        (Math.Clamp(Filled.Top - (row * Stride), 0, Size), Math.Clamp(Filled.Bottom - (row * Stride), 0, Size));
}

/// <summary>An area of an image, in pixels.</summary>
/// <param name="Top">Its first row.</param>
/// <param name="Bottom">One past its last row.</param>
/// <param name="Left">Its first column.</param>
/// <param name="Right">One past its last column.</param>
internal readonly record struct FilledArea(int Top, int Bottom, int Left, int Right);

/// <summary>Neighboring rows of the output that read the same lines of a filter.</summary>
/// <param name="From">The first row.</param>
/// <param name="To">One past the last row.</param>
/// <param name="FromLine">The first line.</param>
/// <param name="ToLine">One past the last line.</param>
internal readonly record struct OutputRows(int From, int To, int FromLine, int ToLine);
