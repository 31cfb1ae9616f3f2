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
    public static void Rows(float* source, int columns, int from, int to, float* destination, int destinationRow)
    {
        for (int i = from; i < to; i += Tile)
        {
            int lastRow = Math.Min(i + Tile, to);
            for (int j = 0; j < columns; j += Tile)
            {
                int lastColumn = Math.Min(j + Tile, columns);
                for (int q = j; q < lastColumn; q++)
                {
                    for (int p = i; p < lastRow; p++)
                        destination[((nint)q * destinationRow) + p] = source[((nint)p * columns) + q];
                }
            }
        }
    }
}
