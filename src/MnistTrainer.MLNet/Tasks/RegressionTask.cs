using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Regression: the label is a float, and the network's only output is the estimate.</summary>
internal sealed class RegressionTask(RegressionCatalog.RegressionTrainers catalog) : PredictionTask(catalog)
{
    public override Activation OutputActivation => Activation.Identity;

    public override Loss Loss => Loss.SquaredError;

    public override bool HasClasses => false;

    public override bool ScalesTargets => true;

    public override void CheckLabel(ColumnShape column)
    {
        if (!column.IsScalarOf(NumberDataViewType.Single))
            throw InputColumns.LabelMismatch(column, "Single", FixHints.ToSingle(column, "Regression.Trainers.NeuralNetworkMultiOutput"));
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema, NeuralNetworkTrainer.Options options) =>
        catalog.Sdca(options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName).GetOutputSchema(inputSchema);

    public override LabelReader GetLabelReader(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<float> get = row.GetGetter<float>(column);
        float value = 0;
        return label =>
        {
            get(ref value);
            label[0] = float.IsFinite(value) ? value : float.NaN;
        };
    }

    public override (int[]? Indices, string[] Names) ToClasses(ReadOnlySpan<float> labels, DataViewSchema.Column column) => (null, []);

    public override Samples ToTrainingSamples(
        Samples samples,
        ReadOnlySpan<float> labels,
        DataViewSchema.Column column,
        NeuralNetworkTrainer.Options options
    ) => samples.WithTargets(labels, options.LabelColumnName);

    public override ScoreColumns GetScoreColumns(Network network, DataViewSchema.Column label) => RegressionColumns.Instance;
}
