namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>Limits the L2 norm of each column of a matrix of weights: of the weights that flow into a unit.</summary>
internal static unsafe class ColumnNorms
{
    private const int BlockColumns = 64;

    /// <summary>The number of blocks of columns.</summary>
    public static int Blocks(int columns) => (columns + BlockColumns - 1) / BlockColumns;

    /// <summary>Scales down the columns of a block whose norm is larger.</summary>
    /// <param name="weights">The matrix, row by row.</param>
    /// <param name="block">From 0 to <see cref="Blocks"/> - 1.</param>
    /// <param name="maximumNorm">The maximum norm, above 0.</param>
    public static void Limit(MatrixView weights, int block, float maximumNorm)
    {
        int from = block * BlockColumns,
            width = Math.Min(BlockColumns, weights.Columns - from);
        float* sums = stackalloc float[BlockColumns];
        new Span<float>(sums, width).Clear();
        for (int i = 0; i < weights.Rows; i++)
        {
            float* row = weights.At(i, from);
            for (int j = 0; j < width; j++)
                sums[j] += row[j] * row[j];
        }

        for (int j = 0; j < width; j++)
        {
            if (!(sums[j] > maximumNorm * maximumNorm))
                continue;
            float factor = maximumNorm / MathF.Sqrt(sums[j]);
            for (int i = 0; i < weights.Rows; i++)
                *weights.At(i, from + j) *= factor;
        }
    }
}
