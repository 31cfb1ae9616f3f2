using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>The columns that scoring adds for one kind of task, with all annotations that ML.NET's own scorers give them.</summary>
internal abstract class ScoreColumns
{
    private const string ScoreColumnSetId = nameof(ScoreColumnSetId);

    /// <summary>Its name in model files.</summary>
    public abstract string Name { get; }

    /// <summary>The task in the annotation <c>ScoreColumnKind</c>.</summary>
    protected abstract string Kind { get; }

    /// <summary>The columns for a model that was saved under a name.</summary>
    /// <param name="name">A <see cref="Name"/>.</param>
    /// <param name="network">The network saved.</param>
    /// <exception cref="InvalidInputException">No columns have that name, or not with such a network.</exception>
    public static ScoreColumns Named(string name, Network network)
    {
        ScoreColumns? columns =
            name == BinaryColumns.Instance.Name ? BinaryColumns.Instance
            : name == RegressionColumns.Instance.Name ? RegressionColumns.Instance
            : ClassValueType.Named(name) is ClassValueType type ? new MulticlassColumns(network.Definition.ClassNames, type)
            : null;
        if (columns is null)
            throw new InvalidInputException(
                "the network in the model",
                "columns that this version knows",
                $"\"{name}\"",
                "Load it with the version of MnistTrainer.MLNet that saved it"
            );
        if (columns is not MulticlassColumns && network.Definition.ClassNames.Length != 1)
            throw new InvalidInputException(
                "the network in the model",
                "one output",
                $"{network.Definition.ClassNames.Length}",
                "The model is damaged: copy it again, or train it anew"
            );
        return columns;
    }

    /// <summary>The network that is run to score: its outputs are what <see cref="GetterOf"/> reads.</summary>
    public virtual Network ToScoring(Network network) => network;

    /// <summary>The input's columns, followed by those of the scores.</summary>
    public DataViewSchema AddTo(DataViewSchema input)
    {
        DataViewSchema.Builder schema = new();
        schema.AddColumns(input);
        Add(schema, NewColumnSet(input));
        return schema.ToSchema();
    }

    /// <summary>The getter of one column.</summary>
    /// <param name="column">0 for the first that was added.</param>
    /// <param name="row">Whose outputs it shows.</param>
    public abstract Delegate GetterOf(int column, IOutputs row);

    /// <summary>Adds the columns.</summary>
    /// <param name="schema">Where they are added.</param>
    /// <param name="set">The number of their set.</param>
    protected abstract void Add(DataViewSchema.Builder schema, uint set);

    /// <summary>The annotations that all columns have.</summary>
    protected DataViewSchema.Annotations.Builder Annotate(uint set, string valueKind)
    {
        DataViewSchema.Annotations.Builder annotations = new();
        annotations.AddPrimitiveValue(ScoreColumnSetId, new KeyDataViewType(typeof(uint), int.MaxValue), set);
        annotations.AddPrimitiveValue("ScoreColumnKind", TextDataViewType.Instance, Kind.AsMemory());
        annotations.AddPrimitiveValue("ScoreValueKind", TextDataViewType.Instance, valueKind.AsMemory());
        return annotations;
    }

    /// <summary>Columns of one scorer share a number that no scorer before it has.</summary>
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
