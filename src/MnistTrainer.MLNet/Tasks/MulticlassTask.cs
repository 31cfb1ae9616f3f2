using Microsoft.ML;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Telling classes: the label is a key, and the network has an output for each of its values.</summary>
internal sealed class MulticlassTask(MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog) : LearningTask(catalog)
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

    public override Func<float> LabelOf(DataViewRow row, DataViewSchema.Column label)
    {
        ValueGetter<uint> get = row.GetGetter<uint>(label);
        int classes = InputColumns.ClassCount(label);
        uint key = 0;
        return () =>
        {
            get(ref key);
            return key == 0 || key > classes ? float.NaN : key - 1;
        };
    }

    public override (int[]? Indices, string[] Names) ClassesOf(ReadOnlySpan<float> labels, DataViewSchema.Column column)
    {
        int[] indices = new int[labels.Length];
        for (int row = 0; row < indices.Length; row++)
            indices[row] = (int)labels[row];
        return (indices, ClassValueType.NamesOf(column));
    }

    public override ScoreColumns ColumnsOf(Network network, DataViewSchema.Column label) =>
        new MulticlassColumns(network.Definition.ClassNames, ClassValueType.Of(label));

    // Whatever the last layer gives, probabilities are made of it.
    public override void CheckEnd(Activation last) { }
}
