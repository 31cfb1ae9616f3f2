using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>A network bound to the columns of an input.</summary>
/// <param name="network">What scores.</param>
/// <param name="features">The column that it reads.</param>
/// <param name="inputSchema">The input's columns.</param>
/// <param name="outputSchema">The same, followed by the predicted label and the score.</param>
internal sealed class ScoreMapper(
    Network network, DataViewSchema.Column features, DataViewSchema inputSchema, DataViewSchema outputSchema) : IRowToRowMapper
{
    public Network Network => network;

    public DataViewSchema.Column Features => features;

    public DataViewSchema InputSchema => inputSchema;

    public DataViewSchema OutputSchema => outputSchema;

    public DataViewSchema.Column PredictedLabel => outputSchema[inputSchema.Count];

    public DataViewSchema.Column Score => outputSchema[inputSchema.Count + 1];

    /// <summary>The input columns that output columns are made of.</summary>
    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) => dependingColumns
        .Select(column => column.Index < inputSchema.Count ? inputSchema[column.Index] : features)
        .DistinctBy(column => column.Index);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        new ScoredRow(this, input, activeColumns);
}
