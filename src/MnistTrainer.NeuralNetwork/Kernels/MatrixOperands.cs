namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>A matrix in memory that belongs to somebody else: element (i, j) lies at <c>values[i * rowStride + j * columnStride]</c>.</summary>
/// <param name="values">Element (0, 0).</param>
/// <param name="rows">Rows.</param>
/// <param name="columns">Columns.</param>
/// <param name="rowStride">Floats from one row to the next.</param>
/// <param name="columnStride">Floats from one column to the next.</param>
internal readonly unsafe struct MatrixView(float* values, int rows, int columns, nint rowStride, nint columnStride)
{
    /// <summary>A matrix whose rows lie one after the other.</summary>
    public MatrixView(float* values, int rows, int columns)
        : this(values, rows, columns, columns, 1) { }

    public float* Values { get; } = values;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public nint RowStride { get; } = rowStride;

    public nint ColumnStride { get; } = columnStride;

    /// <summary>The transpose, in place.</summary>
    public MatrixView Transposed => new(Values, Columns, Rows, ColumnStride, RowStride);

    /// <summary>Element (i, j).</summary>
    public float* At(int row, int column) => Values + (row * RowStride) + (column * ColumnStride);

    /// <summary>A block of it, in place.</summary>
    public MatrixView Block(int row, int column, int rows, int columns) => new(At(row, column), rows, columns, RowStride, ColumnStride);
}

/// <summary>Where the tiles of A lie, in place or packed.</summary>
/// <param name="first">The first tile.</param>
/// <param name="next">Floats from one tile to the next.</param>
/// <param name="row">Floats from one row of a tile to the next.</param>
/// <param name="column">Floats from one column of a tile to the next.</param>
internal readonly unsafe struct Tiles(float* first, nint next, nint row, nint column)
{
    public float* First { get; } = first;

    public nint Next { get; } = next;

    public nint Row { get; } = row;

    public nint Column { get; } = column;
}

/// <summary>Where the panels of B lie, in place or packed.</summary>
/// <param name="first">The first panel.</param>
/// <param name="next">Floats from one panel to the next.</param>
/// <param name="row">Floats from one row of a panel to the next.</param>
internal readonly unsafe struct Panels(float* first, nint next, nint row)
{
    public float* First { get; } = first;

    public nint Next { get; } = next;

    public nint Row { get; } = row;
}

/// <summary>The columns of B that fill no panel.</summary>
/// <param name="first">Their copy.</param>
/// <param name="row">Floats in its rows: one vector or two.</param>
/// <param name="columns">How many of those are columns of B.</param>
/// <param name="result">Room for a tile of C.</param>
internal readonly unsafe struct PackedPanel(float* first, int row, int columns, float* result)
{
    public float* First { get; } = first;

    public int Row { get; } = row;

    public int Columns { get; } = columns;

    public float* Result { get; } = result;
}
