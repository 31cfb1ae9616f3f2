using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>The columns that scoring adds for a task, with all the annotations of ML.NET's own scorers.</summary>
internal abstract class ScoreColumns
{
    private const string ScoreColumnSetId = nameof(ScoreColumnSetId);

    /// <summary>The name in model files.</summary>
    public abstract string Name { get; }

    /// <summary>The value of the annotation <c>ScoreColumnKind</c>.</summary>
    protected abstract string Kind { get; }

    /// <summary>What the outputs of the network are. Default: classes.</summary>
    public virtual OutputMeaning Outputs => OutputMeaning.Classes;

    /// <summary>The score columns of a saved model.</summary>
    /// <param name="name">The <see cref="Name"/> in the model file.</param>
    /// <param name="network">The network in the model file.</param>
    /// <exception cref="InvalidInputException">The name is unknown, or does not match the network.</exception>
    public static ScoreColumns Named(string name, Network network)
    {
        ScoreColumns? columns =
            name == BinaryColumns.FileName ? new BinaryColumns(network.Definition.AveragesOutputs)
            : name == RegressionColumns.Instance.Name ? RegressionColumns.Instance
            : name == MultiOutputColumns.FileName ? new MultiOutputColumns(network.Definition.ClassNames)
            : name == MultiLabelColumns.FileName ? new MultiLabelColumns(network.Definition.ClassNames, network.Definition.AveragesOutputs)
            : name == QuantileColumns.FileName ? QuantileColumns.Of(network)
            : ClassValueType.Named(name) is ClassValueType type ? new MulticlassColumns(network.Definition.ClassNames, type)
            : null;
        if (columns is null)
            throw new InvalidInputException(
                "the network in the model",
                "score columns that this version knows",
                $"\"{name}\"",
                "Load it with the version of MnistTrainer.MLNet that saved it, or a newer one"
            );
        if (columns.Outputs != network.Definition.Outputs)
            throw new InvalidInputException(
                "the network in the model",
                $"outputs that are {columns.Outputs.ToString().ToLowerInvariant()}",
                network.Definition.Outputs.ToString().ToLowerInvariant(),
                "The model file is damaged: copy it again, or train a new model"
            );
        if (columns is BinaryColumns or RegressionColumns && network.Definition.ClassNames.Length != 1)
            throw new InvalidInputException(
                "the network in the model",
                "one output",
                $"{network.Definition.ClassNames.Length}",
                "The model file is damaged: copy it again, or train a new model"
            );
        return columns;
    }

    /// <summary>The network whose outputs <see cref="CreateGetter"/> reads.</summary>
    public virtual Network ToScoringNetwork(Network network) => network;

    /// <summary>Whether the network has a single output, whose columns are no vectors. Default: false.</summary>
    protected virtual bool IsScalar => false;

    /// <summary>The columns of the input, followed by the score columns and, for several members, their <see cref="DeviationColumn"/>.</summary>
    public DataViewSchema AddTo(DataViewSchema input, NetworkDefinition definition)
    {
        DataViewSchema.Builder schema = new();
        schema.AddColumns(input);
        uint set = NewColumnSet(input);
        Add(schema, set);
        if (definition.Members > 1)
            DeviationColumn.AddTo(schema, Annotate(set, DeviationColumn.Name), IsScalar ? null : definition.ClassNames);
        return schema.ToSchema();
    }

    /// <summary>Creates a <see cref="ValueGetter{TValue}"/> for a score column.</summary>
    /// <param name="column">The index of the score column, 0 for the first.</param>
    /// <param name="row">The outputs to read from.</param>
    public abstract Delegate CreateGetter(int column, INetworkOutputs row);

    /// <summary>Adds the operators that compute the score columns.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="outputs">The value with the outputs of the network, rows x outputs, all NaN where a feature is missing.</param>
    /// <returns>The values of the columns, in their order.</returns>
    public abstract IReadOnlyList<string> AddOperators(IOperatorGraph graph, string outputs);

    /// <summary>Adds the score columns to a schema.</summary>
    /// <param name="schema">The schema to extend.</param>
    /// <param name="set">The ID of the column set.</param>
    protected abstract void Add(DataViewSchema.Builder schema, uint set);

    /// <summary>Creates the annotations that all score columns have.</summary>
    protected DataViewSchema.Annotations.Builder Annotate(uint set, string valueKind)
    {
        DataViewSchema.Annotations.Builder annotations = new();
        annotations.AddPrimitiveValue(ScoreColumnSetId, new KeyDataViewType(typeof(uint), int.MaxValue), set);
        annotations.AddPrimitiveValue("ScoreColumnKind", TextDataViewType.Instance, Kind.AsMemory());
        annotations.AddPrimitiveValue("ScoreValueKind", TextDataViewType.Instance, valueKind.AsMemory());
        return annotations;
    }

    /// <summary>The score columns of a scorer share an ID that no earlier scorer of the input uses.</summary>
    private static uint NewColumnSet(DataViewSchema input)
    {
        uint set = 1;
        foreach (DataViewSchema.Column column in input)
        {
            if (column.Annotations.Schema.GetColumnOrNull(ScoreColumnSetId)?.Type is KeyDataViewType key && key.RawType == typeof(uint))
            {
                uint other = 0;
                column.Annotations.GetValue(ScoreColumnSetId, ref other);
                set = Math.Max(set, other + 1);
            }
        }

        return set;
    }
}
