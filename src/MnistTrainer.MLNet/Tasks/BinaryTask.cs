using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Binary classification: the label is a Boolean, and the network's only output is the probability of true.</summary>
internal sealed class BinaryTask(BinaryClassificationCatalog.BinaryClassificationTrainers catalog) : PredictionTask(catalog)
{
    /// <summary>The names of the classes, false first.</summary>
    public static readonly string[] Names = [bool.FalseString, bool.TrueString];

    private bool _mayLackAClass;

    public override Activation OutputActivation => Activation.Sigmoid;

    public override Loss Loss => Loss.SigmoidCrossEntropy;

    public override bool HasClasses => !_mayLackAClass;

    /// <summary>The same task for one of many classes, or a pair of them, against the others: training rows may have none of either.</summary>
    public BinaryTask OfManyClasses() => new(catalog) { _mayLackAClass = true };

    public override void CheckLabel(ColumnShape column)
    {
        if (!column.IsScalarOf(BooleanDataViewType.Instance))
            throw InputColumns.LabelMismatch(column, "Boolean", FixHints.ToBoolean(column));
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema, NeuralNetworkTrainer.Options options) =>
        catalog
            .SdcaLogisticRegression(options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName)
            .GetOutputSchema(inputSchema);

    public override LabelReader GetLabelReader(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<bool> get = row.GetGetter<bool>(column);
        bool isPositive = false;
        return label =>
        {
            get(ref isPositive);
            label[0] = isPositive ? 1 : 0;
        };
    }

    public override (int[]? Indices, string[] Names) ToClasses(ReadOnlySpan<float> labels, DataViewSchema.Column column)
    {
        int[] indices = new int[labels.Length];
        for (int row = 0; row < indices.Length; row++)
            indices[row] = (int)labels[row];
        return (indices, Names);
    }

    public override Samples ToTrainingSamples(
        Samples samples,
        ReadOnlySpan<float> labels,
        DataViewSchema.Column column,
        NeuralNetworkTrainer.Options options
    ) => ((options.ClassWeights ?? options.Training.ClassWeights)?.Apply(samples) ?? samples).WithTargets(labels, options.LabelColumnName);

    public override ScoreColumns GetScoreColumns(Network network, DataViewSchema.Column label) =>
        new BinaryColumns(network.Definition.AveragesOutputs);
}
