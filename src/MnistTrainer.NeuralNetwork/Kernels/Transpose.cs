using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>Copies the transpose of a matrix.</summary>
internal static unsafe class Transpose
{
    // An 8 x 8 tile of floats touches eight cache lines on either side, which all stay in the L1 cache.
    private const int Tile = 8;

    /// <summary>
    /// Copies rows <paramref name="from"/> to <paramref name="to"/> - 1 of the source into the same columns of the destination.
    /// </summary>
    /// <param name="source">Row by row.</param>
    /// <param name="columns">The number of columns of the source and of rows of the destination.</param>
    /// <param name="from">The first row to copy.</param>
    /// <param name="to">One past the last row to copy.</param>
    /// <param name="destination">Row by row, <paramref name="destinationRow"/> floats each.</param>
    /// <param name="destinationRow">Floats from one row of the destination to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(float* source, int columns, int from, int to, float* destination, int destinationRow)
    {
        for (int i = from; i < to; i += Tile)
        {
            int lastRow = Math.Min(i + Tile, to);
            for (int j = 0; j < columns; j += Tile)
            {
                int lastColumn = Math.Min(j + Tile, columns);
                float* first = source + ((nint)i * columns) + j,
                    turned = destination + ((nint)j * destinationRow) + i;
                if (Avx.IsSupported && lastRow - i == Tile && lastColumn - j == Tile)
                    WholeTile(first, columns, turned, destinationRow);
                else
                    PartOfTile(first, columns, lastRow - i, lastColumn - j, turned, destinationRow);
            }
        }
    }

    private static void PartOfTile(float* source, nint sourceRow, int rows, int columns, float* destination, nint destinationRow)
    {
        for (int q = 0; q < columns; q++)
        {
            for (int p = 0; p < rows; p++)
                destination[(q * destinationRow) + p] = source[(p * sourceRow) + q];
        }
    }

    /// <summary>Two quarters of a row fill a vector: above each other, the rows 0 and 4, 1 and 5 and so on, whose 4 x 4 quarters are then transposed side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WholeTile(float* source, nint sourceRow, float* destination, nint destinationRow)
    {
        for (int half = 0; half < Tile; half += Tile / 2)
        {
            Vector256<float> a = Pair(source + half, sourceRow),
                b = Pair(source + sourceRow + half, sourceRow),
                c = Pair(source + (2 * sourceRow) + half, sourceRow),
                d = Pair(source + (3 * sourceRow) + half, sourceRow);
            Vector256<float> abLow = Avx.UnpackLow(a, b),
                abHigh = Avx.UnpackHigh(a, b),
                cdLow = Avx.UnpackLow(c, d),
                cdHigh = Avx.UnpackHigh(c, d);
            float* turned = destination + (half * destinationRow);
            Avx.Shuffle(abLow, cdLow, 0b01_00_01_00).Store(turned);
            Avx.Shuffle(abLow, cdLow, 0b11_10_11_10).Store(turned + destinationRow);
            Avx.Shuffle(abHigh, cdHigh, 0b01_00_01_00).Store(turned + (2 * destinationRow));
            Avx.Shuffle(abHigh, cdHigh, 0b11_10_11_10).Store(turned + (3 * destinationRow));
        }
    }

    /// <summary>Four floats of a row, and of the fourth row below it.</summary>
    private static Vector256<float> Pair(float* source, nint sourceRow) =>
        Vector256.Create(Vector128.Load(source), Vector128.Load(source + (4 * sourceRow)));
}
