using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Telling numbers: the label is a Single, and the network's one output is the estimate.</summary>
internal sealed class RegressionTask(RegressionCatalog.RegressionTrainers catalog) : LearningTask(catalog)
{
    public override Activation OutputActivation => Activation.Identity;

    public override Loss Loss => Loss.SquaredError;

    public override void CheckLabel(ColumnShape column)
    {
        if (!column.IsScalarOf(NumberDataViewType.Single))
            throw InputColumns.LabelMismatch(column, "Single", FixHints.ToSingle(column));
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema, NeuralNetworkTrainer.Options options) =>
        catalog.Sdca(options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName).GetOutputSchema(inputSchema);

    public override Func<float> LabelOf(DataViewRow row, DataViewSchema.Column label)
    {
        ValueGetter<float> get = row.GetGetter<float>(label);
        float number = 0;
        return () =>
        {
            get(ref number);
            return float.IsFinite(number) ? number : float.NaN;
        };
    }

    public override (int[]? Indices, string[] Names) ClassesOf(ReadOnlySpan<float> labels, DataViewSchema.Column column) => (null, []);

    public override Samples ToLearn(Samples samples, ReadOnlySpan<float> labels, NeuralNetworkTrainer.Options options) =>
        samples.WithTargets(labels, options.LabelColumnName);

    public override TargetScaling ScalingOf(IEnumerable<(float Target, float Weight)> targets, bool hasBias) =>
        TargetScaling.Of(targets, hasBias);

    public override ScoreColumns ColumnsOf(Network network, DataViewSchema.Column label) => RegressionColumns.Instance;
}
