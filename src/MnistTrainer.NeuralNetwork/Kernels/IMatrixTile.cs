namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// The inner loop of a matrix product: a small tile of C whose elements all stay in registers while A and B stream past
/// (Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", 2008). One implementation for each vector width.
/// </summary>
internal unsafe interface IMatrixTile
{
    /// <summary>Rows of the tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of one vector; a tile is two vectors wide, or one for a narrow rest.</summary>
    static abstract int VectorColumns { get; }

    /// <summary>C (Rows x 2 vectors) = A (Rows x k) times B (k x 2 vectors), or added to C.</summary>
    /// <param name="k">The inner dimension.</param>
    /// <param name="a">Element (i, p) lies at <c>a[i * aRow + p * aColumn]</c>.</param>
    /// <param name="aRow">Floats from one row of A to the next.</param>
    /// <param name="aColumn">Floats from one column of A to the next.</param>
    /// <param name="b">Row p of B begins at <c>b + p * bRow</c>.</param>
    /// <param name="bRow">Floats from one row of B to the next.</param>
    /// <param name="c">Row i of C begins at <c>c + i * cRow</c>.</param>
    /// <param name="cRow">Floats from one row of C to the next.</param>
    /// <param name="accumulate">Whether the product is added to C or replaces it.</param>
    static abstract void Wide(nint k, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool accumulate);

    /// <summary>The same, one vector wide.</summary>
    static abstract void Narrow(nint k, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool accumulate);
}
