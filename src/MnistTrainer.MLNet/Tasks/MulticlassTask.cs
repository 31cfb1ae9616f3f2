using Microsoft.ML;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Multiclass classification: the label is a key, and the network has one output per key value.</summary>
internal sealed class MulticlassTask(MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog) : PredictionTask(catalog)
{
    public override Activation OutputActivation => Activation.Softmax;

    public override Loss Loss => Loss.SoftmaxCrossEntropy;

    public override void CheckLabel(ColumnShape column)
    {
        if (!column.IsKeyOf32Bits)
            throw InputColumns.LabelMismatch(column, "Key<UInt32>", FixHints.ToKey(column));
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema, NeuralNetworkTrainer.Options options) =>
        catalog
            .SdcaMaximumEntropy(options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName)
            .GetOutputSchema(inputSchema);

    public override LabelReader GetLabelReader(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<uint> get = row.GetGetter<uint>(column);
        int classes = InputColumns.ClassCount(column);
        uint key = 0;
        return label =>
        {
            get(ref key);
            label[0] = key == 0 || key > classes ? float.NaN : key - 1;
        };
    }

    public override (int[]? Indices, string[] Names) ToClasses(ReadOnlySpan<float> labels, DataViewSchema.Column column)
    {
        int[] indices = new int[labels.Length];
        for (int row = 0; row < indices.Length; row++)
            indices[row] = (int)labels[row];
        return (indices, ClassValueType.NamesOf(column));
    }

    public override ScoreColumns GetScoreColumns(Network network, DataViewSchema.Column label) =>
        new MulticlassColumns(network.Definition.ClassNames, ClassValueType.Of(label));

    // Any output is normalized to probabilities.
    public override void CheckOutputActivation(Activation activation) { }
}
