using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// The dense product <c>C = A B</c> or <c>C += A B</c> on one thread; callers divide a large product by rows of C. Blocks of A and B are
/// packed where they are used often enough (Goto and van de Geijn 2008), and read in place where they are not.
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

    // From this number of rows on, packing B costs less than reading it in place again and again; from this number of columns on, the same is true of A. Rows may
    // also lie a power of two apart, where they evict each other from the cache.
    private const int RowsThatPayForPacking = 64;
    private const int ColumnsThatPayForPacking = 256;

    /// <summary>The floats a call needs as scratch: a packed block of A, one of B, a last panel of B and one tile of C.</summary>
    /// <param name="rows">The most rows of A.</param>
    public static int ScratchLength(int rows) => PackedLength(rows) + (InnerBlock * MaximumColumns) + (MaximumRows * MaximumColumns);

    /// <summary>C (m x n) = A (m x k) B (k x n), or added to C.</summary>
    /// <param name="a">A. It may be the transpose of a matrix, which needs no copy.</param>
    /// <param name="b">B, of column stride 1.</param>
    /// <param name="c">C, of column stride 1.</param>
    /// <param name="accumulate">Whether the product is added to C or replaces it.</param>
    /// <param name="scratch">Room for <see cref="ScratchLength"/> floats, which no other thread uses.</param>
    public static void Multiply(MatrixView a, MatrixView b, MatrixView c, bool accumulate, float* scratch)
    {
        if (Vector512.IsHardwareAccelerated)
            Multiply<MatrixTile512>(a, b, c, accumulate, scratch);
        else if (Vector256.IsHardwareAccelerated)
            Multiply<MatrixTile256>(a, b, c, accumulate, scratch);
        else
            Multiply<MatrixTile128>(a, b, c, accumulate, scratch);
    }

    /// <summary>As above with a chosen tile, so that tests reach those that this machine would not choose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<TTile>(in MatrixView a, in MatrixView b, in MatrixView c, bool accumulate, float* scratch)
        where TTile : struct, IMatrixTile
    {
        int m = c.Rows,
            n = c.Columns,
            k = a.Columns;
        if (k == 0 && !accumulate)
        {
            for (int i = 0; i < m; i++)
                new Span<float>(c.At(i, 0), n).Clear();
        }

        for (int j = 0; j < n; j += ColumnBlock)
        {
            int columns = Math.Min(ColumnBlock, n - j);
            for (int p = 0; p < k; p += InnerBlock)
            {
                int inner = Math.Min(InnerBlock, k - p);
                MultiplyBlock<TTile>(
                    a.Block(0, p, m, inner),
                    b.Block(p, j, inner, columns),
                    c.Block(0, j, m, columns),
                    accumulate || p > 0,
                    scratch
                );
            }
        }
    }

    private static int PackedLength(int rows) =>
        (Math.Min(rows, RowBlock) * InnerBlock) + (rows >= RowsThatPayForPacking ? InnerBlock * ColumnBlock : 0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBlock<TTile>(in MatrixView a, in MatrixView b, in MatrixView c, bool add, float* scratch)
        where TTile : struct, IMatrixTile
    {
        int m = c.Rows,
            n = c.Columns,
            k = a.Columns;

        // Rows that do not fill a tile are computed as products of a vector and a matrix.
        int tiled = m - (m % TTile.Rows);
        for (int i = tiled; i < m; i++)
        {
            float* row = c.At(i, 0);
            if (!add)
                new Span<float>(row, n).Clear();
            WeightedRowSum.AddConsecutive(row, n, b.Values, b.RowStride, a.At(i, 0), a.ColumnStride, k);
        }

        if (tiled == 0)
            return;
        float* packedA = scratch;
        float* packedB = packedA + (Math.Min(tiled, RowBlock) * InnerBlock);
        float* lastPanel = packedA + PackedLength(tiled);
        int wide = 2 * TTile.VectorColumns,
            whole = n - (n % wide);
        PackedPanel last = PackLast<TTile>(b.Block(0, whole, k, n - whole), lastPanel);
        Panels panels = new(b.Values, wide, b.RowStride);
        if (tiled >= RowsThatPayForPacking)
        {
            PackColumns(b.Block(0, 0, k, whole), wide, packedB);
            panels = new Panels(packedB, k * wide, wide);
        }

        for (int i = 0; i < tiled; i += RowBlock)
        {
            int rows = Math.Min(RowBlock, tiled - i);
            MatrixView block = a.Block(i, 0, rows, k);
            Tiles tiles = new(block.Values, TTile.Rows * a.RowStride, a.RowStride, a.ColumnStride);
            if (n >= ColumnsThatPayForPacking)
            {
                PackRows(block, TTile.Rows, packedA);
                tiles = new Tiles(packedA, TTile.Rows * k, 1, TTile.Rows);
            }

            MultiplyTiles<TTile>(k, tiles, panels, last, c.Block(i, 0, rows, whole), add);
        }
    }

    /// <summary>The product of packed or unpacked operands; C lacks the columns that fill no panel, which follow it in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyTiles<TTile>(int k, Tiles a, Panels b, PackedPanel last, in MatrixView c, bool add)
        where TTile : struct, IMatrixTile
    {
        int wide = 2 * TTile.VectorColumns,
            m = c.Rows,
            n = c.Columns;
        nint cRow = c.RowStride;
        float* values = c.Values;
        float* panel = b.First;
        for (int j = 0; j < n; j += wide, panel += b.Next)
        {
            float* tile = a.First;
            for (int i = 0; i < m; i += TTile.Rows, tile += a.Next)
                TTile.Wide(k, tile, a.Row, a.Column, panel, b.Row, values + (i * cRow) + j, cRow, add);
        }

        if (last.Columns > 0)
            MultiplyLast<TTile>(k, a, last, new MatrixView(values + n, m, last.Columns, cRow, 1), add);
    }

    /// <summary>The columns left over: multiplied as whole vectors into a tile beside C, and copied from there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyLast<TTile>(int k, Tiles a, PackedPanel last, in MatrixView c, bool add)
        where TTile : struct, IMatrixTile
    {
        bool narrow = last.Row == TTile.VectorColumns;
        float* result = last.Result;
        new Span<float>(result, TTile.Rows * last.Row).Clear();
        float* tile = a.First;
        for (int i = 0; i < c.Rows; i += TTile.Rows, tile += a.Next)
        {
            for (int r = 0; add && r < TTile.Rows; r++)
                Copy(c.At(i + r, 0), result + (r * last.Row), last.Columns);
            if (narrow)
                TTile.Narrow(k, tile, a.Row, a.Column, last.First, last.Row, result, last.Row, add);
            else
                TTile.Wide(k, tile, a.Row, a.Column, last.First, last.Row, result, last.Row, add);
            for (int r = 0; r < TTile.Rows; r++)
                Copy(result + (r * last.Row), c.At(i + r, 0), last.Columns);
        }
    }

    /// <summary>Copies columns of B together panel by panel, each panel row by row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackColumns(in MatrixView b, int wide, float* packed)
    {
        for (int p = 0; p < b.Rows; p++)
        {
            for (int j = 0; j < b.Columns; j += wide)
                Copy(b.At(p, j), packed + (j * b.Rows) + (p * wide), wide);
        }
    }

    /// <summary>Copies the columns that fill no panel, padded with zeros to one vector or two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static PackedPanel PackLast<TTile>(in MatrixView b, float* packed)
        where TTile : struct, IMatrixTile
    {
        int columns = b.Columns,
            row = columns <= TTile.VectorColumns ? TTile.VectorColumns : 2 * TTile.VectorColumns;
        for (int p = 0; columns > 0 && p < b.Rows; p++)
        {
            float* to = packed + (p * row);
            Copy(b.At(p, 0), to, columns);
            for (int j = columns; j < row; j++)
                to[j] = 0;
        }

        return new PackedPanel(packed, row, columns, packed + (InnerBlock * MaximumColumns));
    }

    /// <summary>Copies rows of A together tile by tile, each tile column by column, so that the inner loop reads them one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRows(in MatrixView a, int tileRows, float* packed)
    {
        int k = a.Columns;
        nint aColumn = a.ColumnStride;
        for (int i = 0; i < a.Rows; i += tileRows)
        {
            for (int r = 0; r < tileRows; r++)
            {
                float* row = a.At(i + r, 0);
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
