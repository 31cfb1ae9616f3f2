using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// The dense product <c>C = A B</c> or <c>C += A B</c> on one thread; callers share a large product out by rows of C.
/// Every element of C is accumulated in the order of the inner index by fused multiply-adds, whatever the tile, the vector
/// width or the way rows are shared out, so results are the same bits as those of the obvious triple loop.
/// </summary>
internal static unsafe class MatrixProduct
{
    /// <summary>The floats a call needs as scratch: one packed panel of B and one tile of C.</summary>
    public const int ScratchLength = (InnerBlock * MaximumColumns) + (MaximumRows * MaximumColumns);

    // Inner indices taken at a time: a panel of 256 x 32 floats is 32 KiB, which stays in the caches nearest to the core while all
    // rows of A pass.
    private const int InnerBlock = 256;
    private const int MaximumColumns = 32;
    private const int MaximumRows = 8;

    // From so many rows on, copying a panel of B together costs less than reading it in place over and over.
    private const int RowsThatPayForPacking = 64;

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
    /// <param name="scratch">Room for <see cref="ScratchLength"/> floats that no other thread uses.</param>
    public static void Multiply(
        int m, int n, int k, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool accumulate, float* scratch)
    {
        if (Vector512.IsHardwareAccelerated)
            Multiply<MatrixTile512>(m, n, k, a, aRow, aColumn, b, bRow, c, cRow, accumulate, scratch);
        else if (Vector256.IsHardwareAccelerated)
            Multiply<MatrixTile256>(m, n, k, a, aRow, aColumn, b, bRow, c, cRow, accumulate, scratch);
        else
            Multiply<MatrixTile128>(m, n, k, a, aRow, aColumn, b, bRow, c, cRow, accumulate, scratch);
    }

    /// <summary>As above with a chosen tile, so that tests reach those that this machine would not choose.</summary>
    internal static void Multiply<TTile>(
        int m, int n, int k, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool accumulate, float* scratch)
        where TTile : struct, IMatrixTile
    {
        if (k == 0 && !accumulate)
        {
            for (int i = 0; i < m; i++)
                new Span<float>(c + (i * cRow), n).Clear();
        }

        int tiledRows = m - (m % TTile.Rows);
        for (int p = 0; p < k; p += InnerBlock)
        {
            int depth = Math.Min(InnerBlock, k - p);
            bool add = accumulate || p > 0;
            float* aBlock = a + (p * aColumn);
            float* bBlock = b + (p * bRow);
            if (tiledRows > 0)
                MultiplyPanels<TTile>(tiledRows, n, depth, aBlock, aRow, aColumn, bBlock, bRow, c, cRow, add, scratch);
            for (int i = tiledRows; i < m; i++)
            {
                float* row = c + (i * cRow);
                if (!add)
                    new Span<float>(row, n).Clear();
                WeightedRowSum.AddConsecutive(row, n, bBlock, bRow, aBlock + (i * aRow), aColumn, depth);
            }
        }
    }

    private static void MultiplyPanels<TTile>(
        int m, int n, int k, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool add, float* scratch)
        where TTile : struct, IMatrixTile
    {
        int wide = 2 * TTile.VectorColumns;
        int j = 0;
        for (; j <= n - wide; j += wide)
        {
            float* panel = b + j;
            nint panelRow = bRow;
            if (m >= RowsThatPayForPacking)
            {
                Pack(panel, bRow, k, wide, scratch, wide);
                panel = scratch;
                panelRow = wide;
            }

            for (int i = 0; i < m; i += TTile.Rows)
                TTile.Wide(k, a + (i * aRow), aRow, aColumn, panel, panelRow, c + (i * cRow) + j, cRow, add);
        }

        if (j < n)
            MultiplyLastPanel<TTile>(m, n - j, k, a, aRow, aColumn, b + j, bRow, c + j, cRow, add, scratch);
    }

    /// <summary>The columns left over: padded with zeros to whole vectors, multiplied into a tile beside C and copied from there.</summary>
    private static void MultiplyLastPanel<TTile>(
        int m, int n, int k, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool add, float* scratch)
        where TTile : struct, IMatrixTile
    {
        bool narrow = n <= TTile.VectorColumns;
        int columns = narrow ? TTile.VectorColumns : 2 * TTile.VectorColumns;
        float* tile = scratch + (InnerBlock * MaximumColumns);
        Pack(b, bRow, k, n, scratch, columns);
        new Span<float>(tile, TTile.Rows * columns).Clear();
        for (int i = 0; i < m; i += TTile.Rows)
        {
            for (int r = 0; add && r < TTile.Rows; r++)
                Copy(c + ((i + r) * cRow), tile + (r * columns), n);
            if (narrow)
                TTile.Narrow(k, a + (i * aRow), aRow, aColumn, scratch, columns, tile, columns, add);
            else
                TTile.Wide(k, a + (i * aRow), aRow, aColumn, scratch, columns, tile, columns, add);
            for (int r = 0; r < TTile.Rows; r++)
                Copy(tile + (r * columns), c + ((i + r) * cRow), n);
        }
    }

    /// <summary>Copies k rows of n floats together, each padded with zeros to <paramref name="columns"/>.</summary>
    private static void Pack(float* source, nint sourceRow, int k, int n, float* packed, int columns)
    {
        for (int p = 0; p < k; p++)
        {
            Copy(source + (p * sourceRow), packed, n);
            for (int j = n; j < columns; j++)
                packed[j] = 0;
            packed += columns;
        }
    }

    // At most 32 floats: a loop of small vectors costs less than a call of the general copy.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(float* source, float* destination, int n)
    {
        int j = 0;
        for (; j <= n - 4; j += 4)
            Vector128.Load(source + j).Store(destination + j);
        for (; j < n; j++)
            destination[j] = source[j];
    }
}
