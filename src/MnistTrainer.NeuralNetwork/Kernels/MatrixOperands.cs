namespace MnistTrainer.NeuralNetwork.Kernels;

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
