using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>A network bound to an input schema.</summary>
/// <param name="network">The network.</param>
/// <param name="scores">The score columns.</param>
/// <param name="features">The feature column.</param>
/// <param name="inputSchema">The schema of the input.</param>
internal sealed class ScoreMapper(Network network, ScoreColumns scores, DataViewSchema.Column features, DataViewSchema inputSchema)
    : IRowToRowMapper
{
    public Network Network => network;

    public DataViewSchema.Column Features => features;

    public DataViewSchema InputSchema => inputSchema;

    /// <summary>The columns of the input, followed by the score columns.</summary>
    public DataViewSchema OutputSchema { get; } = scores.AddTo(inputSchema);

    /// <summary>Casts a getter to the type of a caller.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no getter: the column is not active.</exception>
    /// <exception cref="InvalidOperationException">The column has another type.</exception>
    public static ValueGetter<TValue> Cast<TValue>(DataViewSchema.Column column, Delegate? getter)
    {
        if (getter is null)
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' is not active in this row");
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}, not {typeof(TValue)}");
    }

    /// <summary>Whether an output column is a score column.</summary>
    public bool IsScore(int column) => column >= inputSchema.Count;

    /// <summary>Creates a <see cref="ValueGetter{TValue}"/> for a score column.</summary>
    public Delegate CreateGetter(DataViewSchema.Column column, INetworkOutputs row) =>
        scores.CreateGetter(column.Index - inputSchema.Count, row);

    /// <summary>The input columns that output columns depend on.</summary>
    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        dependingColumns.Select(column => IsScore(column.Index) ? features : inputSchema[column.Index]).DistinctBy(column => column.Index);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        new ScoredRow(this, input, activeColumns);
}
