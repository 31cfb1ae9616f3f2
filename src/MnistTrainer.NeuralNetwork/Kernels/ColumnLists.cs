namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>For each of a few columns of a batch, the rows whose value there is not zero, and those values.</summary>
/// <param name="count">How many there are, for each column.</param>
/// <param name="rows">The rows: column c's begin at <c>c * stride</c>.</param>
/// <param name="values">The values, laid out alike.</param>
/// <param name="stride">The most rows a batch has.</param>
internal readonly unsafe struct ColumnLists(int* count, int* rows, float* values, int stride)
{
    public int* Count { get; } = count;

    public int Stride { get; } = stride;

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
