using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// The dense product <c>C = A B</c> or <c>C += A B</c> on one thread; callers share a large product out by rows of C. Blocks of A and B are
/// copied together where they are used often enough (Goto and van de Geijn 2008), and read in place where they are not.
/// Every element of C is accumulated in the order of the inner index by fused multiply-adds, whatever the tile, the vector
/// width or the way rows are shared out, so results are the same bits as those of the obvious triple loop.
/// </summary>
internal static unsafe class MatrixProduct
{
    // Inner indices taken at a time: a panel of 256 x 32 floats is 32 KiB, which stays in the caches nearest to the core while the
    // rows of A pass.
    private const int InnerBlock = 256;

    // Rows and columns taken at a time: blocks of 128 and 512 KiB stay in a usual second-level cache.
    private const int RowBlock = 128;
    private const int ColumnBlock = 512;

    private const int MaximumColumns = 32;
    private const int MaximumRows = 8;

    // From so many rows on, copying B together costs less than reading it in place over and over; from so many columns on the
    // same holds for A. Rows may also lie a power of two apart, where they push each other out of the cache.
    private const int RowsThatPayForPacking = 64;
    private const int ColumnsThatPayForPacking = 256;

    /// <summary>The floats a call needs as scratch: a packed block of A, one of B, a last panel of B and one tile of C.</summary>
    /// <param name="rows">The most rows of A.</param>
    public static int ScratchLength(int rows) => PackedLength(rows) + (InnerBlock * MaximumColumns) + (MaximumRows * MaximumColumns);

    /// <summary>C (m x n) = A (m x k) B (k x n), or added to C.</summary>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    /// <param name="a">Element (i, p) of A lies at <c>a[i * aRow + p * aColumn]</c>: either of the two may be 1, so a transposed matrix needs no copy.</param>
    /// <param name="aRow">Floats from one row of A to the next.</param>
    /// <param name="aColumn">Floats from one column of A to the next.</param>
    /// <param name="b">B, row by row.</param>
    /// <param name="bRow">Floats from one row of B to the next.</param>
    /// <param name="c">C, row by row.</param>
    /// <param name="cRow">Floats from one row of C to the next.</param>
    /// <param name="accumulate">Whether the product is added to C or replaces it.</param>
    /// <param name="scratch">Room for as many floats as <see cref="ScratchLength"/> says, which no other thread uses.</param>
    public static void Multiply(
        int m,
        int n,
        int k,
        float* a,
        nint aRow,
        nint aColumn,
        float* b,
        nint bRow,
        float* c,
        nint cRow,
        bool accumulate,
        float* scratch
    )
    {
        if (Vector512.IsHardwareAccelerated)
            Multiply<MatrixTile512>(m, n, k, a, aRow, aColumn, b, bRow, c, cRow, accumulate, scratch);
        else if (Vector256.IsHardwareAccelerated)
            Multiply<MatrixTile256>(m, n, k, a, aRow, aColumn, b, bRow, c, cRow, accumulate, scratch);
        else
            Multiply<MatrixTile128>(m, n, k, a, aRow, aColumn, b, bRow, c, cRow, accumulate, scratch);
    }

    /// <summary>As above with a chosen tile, so that tests reach those that this machine would not choose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<TTile>(
        int m,
        int n,
        int k,
        float* a,
        nint aRow,
        nint aColumn,
        float* b,
        nint bRow,
        float* c,
        nint cRow,
        bool accumulate,
        float* scratch
    )
        where TTile : struct, IMatrixTile
    {
        if (k == 0 && !accumulate)
        {
            for (int i = 0; i < m; i++)
                new Span<float>(c + (i * cRow), n).Clear();
        }

        for (int j = 0; j < n; j += ColumnBlock)
        {
            for (int p = 0; p < k; p += InnerBlock)
            {
                MultiplyBlock<TTile>(
                    m,
                    Math.Min(ColumnBlock, n - j),
                    Math.Min(InnerBlock, k - p),
                    a + (p * aColumn),
                    aRow,
                    aColumn,
                    b + (p * bRow) + j,
                    bRow,
                    c + j,
                    cRow,
                    accumulate || p > 0,
                    scratch
                );
            }
        }
    }

    private static int PackedLength(int rows) =>
        (Math.Min(rows, RowBlock) * InnerBlock) + (rows >= RowsThatPayForPacking ? InnerBlock * ColumnBlock : 0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBlock<TTile>(
        int m,
        int n,
        int k,
        float* a,
        nint aRow,
        nint aColumn,
        float* b,
        nint bRow,
        float* c,
        nint cRow,
        bool add,
        float* scratch
    )
        where TTile : struct, IMatrixTile
    {
        // Rows that fill no tile go through the product of a vector and a matrix.
        int tiled = m - (m % TTile.Rows);
        for (int i = tiled; i < m; i++)
        {
            float* row = c + (i * cRow);
            if (!add)
                new Span<float>(row, n).Clear();
            WeightedRowSum.AddConsecutive(row, n, b, bRow, a + (i * aRow), aColumn, k);
        }

        float* packedA = scratch;
        float* packedB = packedA + (Math.Min(tiled, RowBlock) * InnerBlock);
        float* lastPanel = packedA + PackedLength(tiled);
        int wide = 2 * TTile.VectorColumns,
            whole = n - (n % wide);
        PackedPanel last = PackLast<TTile>(b + whole, bRow, k, n - whole, lastPanel);
        Panels panels = new(b, wide, bRow);
        if (tiled >= RowsThatPayForPacking)
        {
            PackColumns(b, bRow, k, whole, wide, packedB);
            panels = new Panels(packedB, k * wide, wide);
        }

        for (int i = 0; i < tiled; i += RowBlock)
        {
            int rows = Math.Min(RowBlock, tiled - i);
            float* block = a + (i * aRow);
            Tiles tiles = new(block, TTile.Rows * aRow, aRow, aColumn);
            if (n >= ColumnsThatPayForPacking)
            {
                PackRows(block, aRow, aColumn, rows, k, TTile.Rows, packedA);
                tiles = new Tiles(packedA, TTile.Rows * k, 1, TTile.Rows);
            }

            MultiplyTiles<TTile>(rows, whole, k, tiles, panels, last, c + (i * cRow), cRow, add);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyTiles<TTile>(int m, int n, int k, Tiles a, Panels b, PackedPanel last, float* c, nint cRow, bool add)
        where TTile : struct, IMatrixTile
    {
        int wide = 2 * TTile.VectorColumns;
        float* panel = b.First;
        for (int j = 0; j < n; j += wide, panel += b.Next)
        {
            float* tile = a.First;
            for (int i = 0; i < m; i += TTile.Rows, tile += a.Next)
                TTile.Wide(k, tile, a.Row, a.Column, panel, b.Row, c + (i * cRow) + j, cRow, add);
        }

        if (last.Columns > 0)
            MultiplyLast<TTile>(m, k, a, last, c + n, cRow, add);
    }

    /// <summary>The columns left over: multiplied as whole vectors into a tile beside C, and copied from there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyLast<TTile>(int m, int k, Tiles a, PackedPanel last, float* c, nint cRow, bool add)
        where TTile : struct, IMatrixTile
    {
        bool narrow = last.Row == TTile.VectorColumns;
        float* result = last.Result;
        new Span<float>(result, TTile.Rows * last.Row).Clear();
        float* tile = a.First;
        for (int i = 0; i < m; i += TTile.Rows, tile += a.Next)
        {
            for (int r = 0; add && r < TTile.Rows; r++)
                Copy(c + ((i + r) * cRow), result + (r * last.Row), last.Columns);
            if (narrow)
                TTile.Narrow(k, tile, a.Row, a.Column, last.First, last.Row, result, last.Row, add);
            else
                TTile.Wide(k, tile, a.Row, a.Column, last.First, last.Row, result, last.Row, add);
            for (int r = 0; r < TTile.Rows; r++)
                Copy(result + (r * last.Row), c + ((i + r) * cRow), last.Columns);
        }
    }

    /// <summary>Copies columns of B together panel by panel, each panel row by row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackColumns(float* b, nint bRow, int k, int n, int wide, float* packed)
    {
        for (int p = 0; p < k; p++)
        {
            for (int j = 0; j < n; j += wide)
                Copy(b + (p * bRow) + j, packed + (j * k) + (p * wide), wide);
        }
    }

    /// <summary>Copies the columns that fill no panel, padded with zeros to one vector or two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static PackedPanel PackLast<TTile>(float* b, nint bRow, int k, int columns, float* packed)
        where TTile : struct, IMatrixTile
    {
        int row = columns <= TTile.VectorColumns ? TTile.VectorColumns : 2 * TTile.VectorColumns;
        for (int p = 0; columns > 0 && p < k; p++)
        {
            float* to = packed + (p * row);
            Copy(b + (p * bRow), to, columns);
            for (int j = columns; j < row; j++)
                to[j] = 0;
        }

        return new PackedPanel(packed, row, columns, packed + (InnerBlock * MaximumColumns));
    }

    /// <summary>Copies rows of A together tile by tile, each tile column by column, so that the inner loop reads them one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRows(float* a, nint aRow, nint aColumn, int m, int k, int tileRows, float* packed)
    {
        for (int i = 0; i < m; i += tileRows)
        {
            for (int r = 0; r < tileRows; r++)
            {
                float* row = a + ((i + r) * aRow);
                float* column = packed + (i * k) + r;
                for (int p = 0; p < k; p++)
                    column[p * tileRows] = row[p * aColumn];
            }
        }
    }

    // At most 32 floats: a loop of small vectors costs less than a call of the general copy.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(float* source, float* destination, int n)
    {
        int j = 0;
        for (; j <= n - 8; j += 8)
            Vector256.Load(source + j).Store(destination + j);
        for (; j < n; j++)
            destination[j] = source[j];
    }
}
