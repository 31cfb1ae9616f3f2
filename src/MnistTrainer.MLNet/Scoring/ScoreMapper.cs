using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>A network bound to an input schema.</summary>
/// <param name="network">The network.</param>
/// <param name="scores">The score columns.</param>
/// <param name="columns">The columns of features and categories.</param>
/// <param name="inputSchema">The schema of the input.</param>
internal sealed class ScoreMapper(Network network, ScoreColumns scores, NetworkColumns columns, DataViewSchema inputSchema)
    : IRowToRowMapper
{
    public Network Network => network;

    public NetworkColumns Columns => columns;

    public DataViewSchema InputSchema => inputSchema;

    /// <summary>The columns of the input, followed by the score columns.</summary>
    public DataViewSchema OutputSchema { get; } = scores.AddTo(inputSchema, network.Definition);

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

    /// <summary>Whether an output column is the deviation over several members, which is the last.</summary>
    public bool IsDeviation(int column) => network.Definition.Members > 1 && column == OutputSchema.Count - 1;

    /// <summary>Creates a <see cref="ValueGetter{TValue}"/> for a score column.</summary>
    public Delegate CreateGetter(DataViewSchema.Column column, INetworkOutputs row) =>
        IsDeviation(column.Index)
            ? DeviationColumn.CreateGetter(column.Type, row)
            : scores.CreateGetter(column.Index - inputSchema.Count, row);

    /// <summary>The input columns that output columns depend on.</summary>
    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        dependingColumns
            .SelectMany(column => IsScore(column.Index) ? columns.All : [inputSchema[column.Index]])
            .DistinctBy(column => column.Index);

    /// <summary>Adds the network and its score columns to a model of ONNX.</summary>
    /// <exception cref="NotSupportedException">A step before the network cannot be converted, so that the model has no features.</exception>
    public void SaveAsOnnx(OnnxContext context)
    {
        context.CheckOpSetVersion(IOperatorGraph.Opset, nameof(NeuralNetworkTransformer));
        foreach (DataViewSchema.Column column in columns.All.Where(column => !context.ContainsColumn(column.Name)))
            throw new NotSupportedException(
                $"The network reads column '{column.Name}', which no step before it adds to the ONNX model: the log names the step that ML.NET cannot "
                    + "convert. Replace that step, or convert the steps from there on, with the column as input."
            );
        OnnxContextGraph graph = new(context);
        string values = AddInputs(context, graph);
        string outputs = network.AddOperators(graph, values, out string? deviations);
        string? isMissing = network.Definition.AcceptsMissingValues ? null : AddIsMissing(graph, values);
        IReadOnlyList<string> added = scores.AddOperators(graph, WithMissing(graph, outputs, isMissing));
        if (deviations is not null)
            added = [.. added, WithMissing(graph, deviations, isMissing)];
        for (int i = 0; i < added.Count; i++)
        {
            DataViewSchema.Column column = OutputSchema[inputSchema.Count + i];
            graph.AddTo(context.AddIntermediateVariable(column.Type, column.Name), "Identity", [added[i]]);
        }
    }

    /// <summary>The features and, behind them, the categories as numbers.</summary>
    private string AddInputs(OnnxContext context, OnnxContextGraph graph)
    {
        // A vector with several dimensions has them in ONNX, too.
        List<string> parts = [Reshape(context.GetVariableName(columns.Features.Name), ((VectorDataViewType)columns.Features.Type).Size)];
        foreach (DataViewSchema.Column column in columns.Categories)
        {
            string keys = graph.Add(
                "Cast",
                [context.GetVariableName(column.Name)],
                new OperatorArgument("to", IOperatorGraph.FloatElements)
            );
            parts.Add(Reshape(keys, CategoricalColumns.WidthOf(column)));
        }

        return parts.Count == 1 ? parts[0] : graph.Add("Concat", parts, new OperatorArgument("axis", 1));

        string Reshape(string value, int width) => graph.Add("Reshape", [value, graph.Integers(-1, width)]);
    }

    /// <summary>Whether a feature of a row is missing.</summary>
    private static string AddIsMissing(OnnxContextGraph graph, string values)
    {
        string missing = graph.Add("Cast", [graph.Add("IsNaN", [values])], new OperatorArgument("to", IOperatorGraph.FloatElements)),
            any = graph.Add("ReduceMax", [missing], new OperatorArgument("axes", [1]), new OperatorArgument("keepdims", 1));
        return graph.Add("Cast", [any], new OperatorArgument("to", OnnxContextGraph.BooleanElements));
    }

    /// <summary>What the network gives; NaN in rows with a missing feature, unless the network reads it as the center of its column.</summary>
    private static string WithMissing(OnnxContextGraph graph, string outputs, string? isMissing) =>
        isMissing is null ? outputs : graph.Add("Where", [isMissing, graph.Constant(float.NaN), outputs]);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        new ScoredRow(this, input, activeColumns);
}
