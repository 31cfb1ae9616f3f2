using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary><c>Score</c>, the median, and <c>Quantiles</c>, the estimate of each quantile, in ascending order.</summary>
/// <param name="names">The level of each quantile: <c>0.1</c>.</param>
/// <param name="median">The index of the median.</param>
internal sealed class QuantileColumns(ImmutableArray<string> names, int median) : ScoreColumns
{
    /// <summary>The name in model files.</summary>
    public const string FileName = "QuantileRegression";

    /// <summary>The name of the column of quantiles.</summary>
    public const string QuantilesName = "Quantiles";

    public override string Name => FileName;

    public override OutputMeaning Outputs => OutputMeaning.Quantiles;

    // As ML.NET calls it.
    protected override string Kind => "QuantileRegression";

    /// <summary>The columns of a network whose outputs are named by their levels.</summary>
    /// <exception cref="InvalidInputException">A name is not a level, they do not ascend, or the median is missing.</exception>
    public static QuantileColumns Of(Network network)
    {
        ImmutableArray<string> names = network.Definition.ClassNames;
        int median = QuantileLevels.Parse(names)?.IndexOf(QuantileLevels.Median) ?? -1;
        if (median < 0)
            throw new InvalidInputException(
                "the network in the model",
                "outputs named by ascending levels between 0 and 1, with 0.5 among them",
                string.Join(", ", names),
                "The model file is damaged: copy it again, or train a new model"
            );
        return new QuantileColumns(names, median);
    }

    public override Delegate CreateGetter(int column, INetworkOutputs row) =>
        column == 0
            ? (ValueGetter<float>)((ref float value) => value = row.Outputs[median])
            : VectorGetter.Of(row, static output => output);

    public override IReadOnlyList<string> AddOperators(IOperatorGraph graph, string outputs) =>
        [graph.Add("Gather", [outputs, graph.Integers(median)], new OperatorArgument("axis", 1)), outputs];

    protected override void Add(DataViewSchema.Builder schema, uint set)
    {
        schema.AddColumn("Score", NumberDataViewType.Single, Annotate(set, "Score").ToAnnotations());
        DataViewSchema.Annotations.Builder quantiles = Annotate(set, QuantilesName);
        ClassValueType.Text.Annotate(quantiles, "SlotNames", names);
        schema.AddColumn(QuantilesName, new VectorDataViewType(NumberDataViewType.Single, names.Length), quantiles.ToAnnotations());
    }
}
