using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// A table that was converted to a file of encoded rows beside it, since it does not fit into memory: numbers as floats, categories as indices. Rows without a label are left out.
/// </summary>
/// <param name="File">The file, which the caller disposes of.</param>
/// <param name="Schema">The columns as a network reads them.</param>
public sealed record StoredTable(RowFile File, TableSchema Schema)
{
    /// <summary>What was found in the columns; null where they were known.</summary>
    public TableReport? Report { get; init; }

    /// <summary>
    /// Opens a table as a file of rows, named like it with <c>.rows</c>. It is written first if it does not exist, or if the table or the options have changed: the columns are the same
    /// as those that <see cref="TableReportFinder"/> finds, as long as their different texts fit into the memory; otherwise a sample of the texts decides, which the report states of a
    /// column, and every cell is checked when it is encoded. The rows are those that <see cref="TableEncoder"/> gives.
    /// </summary>
    /// <param name="path">The table: CSV in any dialect, ARFF or Parquet, plain or gzipped.</param>
    /// <param name="options">The label, and what else is known about the columns.</param>
    /// <param name="memory">The memory for different texts of the columns, in bytes.</param>
    /// <param name="schema">The columns, where they are known from another table. Default: null, which finds them.</param>
    /// <param name="progress">Receives the fraction converted, from 0 to 1.</param>
    /// <param name="cancellation">Cancels the conversion, which leaves nothing behind.</param>
    /// <exception cref="InvalidInputException">
    /// The table is invalid, its columns are uncertain, it has no label to train on, or a column has more categories than fit; a file of that name is damaged or another.
    /// </exception>
    public static StoredTable Open(
        string path,
        TableOptions options,
        long memory,
        TableSchema? schema = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(memory, 1);
        RowFile file = new TableRowConversion(path, options, memory, schema).Run(progress, cancellation);
        try
        {
            (TableSchema read, TableReport? report, _) = StoredTableDetails.Read(file.Details, path);
            return new StoredTable(file, read) { Report = report };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
