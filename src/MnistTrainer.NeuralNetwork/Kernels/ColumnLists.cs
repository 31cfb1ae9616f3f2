namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>A few columns of a batch in sparse form: for each column, the rows with nonzero values, and those values.</summary>
/// <param name="count">The number of nonzero values in each column.</param>
/// <param name="rows">The rows; those of column c start at <c>c * stride</c>.</param>
/// <param name="values">The values, in the same layout.</param>
/// <param name="stride">The maximum number of rows in a batch, rounded up to a multiple of <see cref="ByteTranspose.Tile"/>.</param>
/// <param name="bytes">Room for <see cref="ByteTranspose.Tile"/> columns as bytes.</param>
internal readonly unsafe struct ColumnLists(int* count, int* rows, float* values, int stride, byte* bytes)
{
    public int* Count { get; } = count;

    public int Stride { get; } = stride;

    public byte* Bytes { get; } = bytes;

    public int* RowsOf(int column) => rows + (column * Stride);

    public float* ValuesOf(int column) => values + (column * Stride);

    /// <summary>Adds a row to a column's list.</summary>
    public void Append(int column, int row, float value)
    {
        int at = (column * Stride) + Count[column]++;
        rows[at] = row;
        values[at] = value;
    }
}
