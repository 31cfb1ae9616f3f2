using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>The columns of <see cref="BinaryColumns"/> as vectors, with a value for each label.</summary>
/// <param name="names">The name of each label.</param>
/// <param name="isMean">Whether the network averages probabilities over several networks.</param>
internal sealed class MultiLabelColumns(ImmutableArray<string> names, bool isMean) : ScoreColumns
{
    /// <summary>The name in model files.</summary>
    public const string FileName = "MultiLabelClassification";

    public override string Name => FileName;

    public override OutputMeaning Outputs => OutputMeaning.Labels;

    protected override string Kind => "MultiLabelClassification";

    /// <summary>The network without its final sigmoid, which would round large scores to 1 and lose their order.</summary>
    public override Network ToScoringNetwork(Network network) => isMean ? network : BinaryColumns.WithoutSigmoid(network);

    public override Delegate CreateGetter(int column, INetworkOutputs row) =>
        column switch
        {
            0 => VectorGetter.Of(row, output => BinaryColumns.ToScore(output, isMean) > 0),
            1 => VectorGetter.Of(row, output => BinaryColumns.ToScore(output, isMean)),
            _ => VectorGetter.Of(row, output => BinaryColumns.ToProbability(output, isMean)),
        };

    public override IReadOnlyList<string> AddOperators(IOperatorGraph graph, string outputs) =>
        BinaryColumns.AddOperators(graph, outputs, isMean);

    protected override void Add(DataViewSchema.Builder schema, uint set)
    {
        Add(schema, "PredictedLabel", BooleanDataViewType.Instance, Annotate(set, "PredictedLabel"));
        Add(schema, "Score", NumberDataViewType.Single, Annotate(set, "Score"));
        DataViewSchema.Annotations.Builder probability = Annotate(set, "Probability");
        probability.AddPrimitiveValue("IsNormalized", BooleanDataViewType.Instance, true);
        Add(schema, "Probability", NumberDataViewType.Single, probability);
    }

    private void Add(DataViewSchema.Builder schema, string name, PrimitiveDataViewType type, DataViewSchema.Annotations.Builder annotations)
    {
        ClassValueType.Text.Annotate(annotations, "SlotNames", names);
        schema.AddColumn(name, new VectorDataViewType(type, names.Length), annotations.ToAnnotations());
    }
}
