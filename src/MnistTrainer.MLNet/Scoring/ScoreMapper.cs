using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>A network bound to the columns of an input.</summary>
/// <param name="network">What scores.</param>
/// <param name="scores">The columns that it adds.</param>
/// <param name="features">The column that it reads.</param>
/// <param name="inputSchema">The input's columns.</param>
internal sealed class ScoreMapper(Network network, ScoreColumns scores, DataViewSchema.Column features, DataViewSchema inputSchema)
    : IRowToRowMapper
{
    public Network Network => network;

    public DataViewSchema.Column Features => features;

    public DataViewSchema InputSchema => inputSchema;

    /// <summary>The input's columns, followed by those of the scores.</summary>
    public DataViewSchema OutputSchema { get; } = scores.AddTo(inputSchema);

    /// <summary>A getter of the right type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none, as the column is not active.</exception>
    /// <exception cref="InvalidOperationException">The column is of another type.</exception>
    public static ValueGetter<TValue> Cast<TValue>(DataViewSchema.Column column, Delegate? getter)
    {
        if (getter is null)
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' is not active in this row");
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}, not {typeof(TValue)}");
    }

    /// <summary>Whether a column of the output is one of the scores'.</summary>
    public bool IsAdded(int column) => column >= inputSchema.Count;

    /// <summary>The getter of one of the scores' columns.</summary>
    public Delegate GetterOf(DataViewSchema.Column column, IOutputs row) => scores.GetterOf(column.Index - inputSchema.Count, row);

    /// <summary>The input columns that output columns are made of.</summary>
    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        dependingColumns.Select(column => IsAdded(column.Index) ? features : inputSchema[column.Index]).DistinctBy(column => column.Index);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        new ScoredRow(this, input, activeColumns);
}
