using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Regression: the label is a float, and the network's only output is the estimate.</summary>
internal sealed class RegressionTask(RegressionCatalog.RegressionTrainers catalog) : PredictionTask(catalog)
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

    public override Func<float> GetLabelReader(DataViewRow row, DataViewSchema.Column label)
    {
        ValueGetter<float> get = row.GetGetter<float>(label);
        float value = 0;
        return () =>
        {
            get(ref value);
            return float.IsFinite(value) ? value : float.NaN;
        };
    }

    public override (int[]? Indices, string[] Names) ToClasses(ReadOnlySpan<float> labels, DataViewSchema.Column column) => (null, []);

    public override Samples ToTrainingSamples(Samples samples, ReadOnlySpan<float> labels, NeuralNetworkTrainer.Options options) =>
        samples.WithTargets(labels, options.LabelColumnName);

    public override TargetScaling GetTargetScaling(IEnumerable<(float Target, float Weight)> targets, bool hasBias) =>
        TargetScaling.Of(targets, hasBias);

    public override ScoreColumns GetScoreColumns(Network network, DataViewSchema.Column label) => RegressionColumns.Instance;
}
