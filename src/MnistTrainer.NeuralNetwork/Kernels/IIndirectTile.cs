namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// The inner loop of a convolution: a small tile of a product <c>C = S + A B</c> whose elements all stay in registers, and whose rows of A lie anywhere in memory. Each
/// row of A has an address of its own (Dukhan, "The Indirect Convolution Algorithm", 2019), so that a tile may hold any pixels of an image, also of two of its lines, and
/// nothing is copied together before. One implementation for each vector width; all add in the same order by fused multiply-adds, and so give the same bits.
/// </summary>
internal unsafe interface IIndirectTile
{
    /// <summary>Columns of one vector.</summary>
    static abstract int VectorColumns { get; }

    /// <summary>Rows of a tile of two vectors.</summary>
    static abstract int WideRows { get; }

    /// <summary>Rows of a tile of one vector.</summary>
    static abstract int NarrowRows { get; }

    /// <summary>A tile that is two vectors wide.</summary>
    /// <param name="loop">The inner dimension.</param>
    /// <param name="a">The address of each row of A.</param>
    /// <param name="b">The first row of B; vectors are read whole.</param>
    /// <param name="start">The first row of S.</param>
    /// <param name="startRow">Floats from one row of S to the next; 0 if all are the same.</param>
    /// <param name="c">The first row of C, which may be S.</param>
    /// <param name="cRow">Floats from one row of C to the next.</param>
    static abstract void Wide(in TileLoop loop, float** a, float* b, float* start, nint startRow, float* c, nint cRow);

    /// <summary>The same, one vector wide.</summary>
    /// <inheritdoc cref="Wide"/>
    static abstract void Narrow(in TileLoop loop, float** a, float* b, float* start, nint startRow, float* c, nint cRow);
}

/// <summary>The inner dimension of an <see cref="IIndirectTile"/>, two loops deep: the lines of a filter or of an image, and what lies in a line.</summary>
/// <param name="Outer">Lines.</param>
/// <param name="Inner">Steps in a line.</param>
/// <param name="AOuter">Floats from one line to the next in a row of A.</param>
/// <param name="AInner">Floats from one step to the next in a row of A.</param>
/// <param name="BOuter">Floats from one line to the next in B.</param>
/// <param name="BInner">Floats from one step to the next in B: from one of its rows to the next.</param>
internal readonly record struct TileLoop(int Outer, int Inner, nint AOuter, nint AInner, nint BOuter, nint BInner);
