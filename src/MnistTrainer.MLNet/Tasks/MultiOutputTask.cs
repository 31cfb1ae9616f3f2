using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Regression of several numbers: the label is a vector of floats, and the network has an output for each.</summary>
internal sealed class MultiOutputTask(RegressionCatalog.RegressionTrainers catalog) : VectorTask(catalog)
{
    public override Activation OutputActivation => Activation.Identity;

    public override Loss Loss => Loss.SquaredError;

    public override OutputMeaning Outputs => OutputMeaning.Numbers;

    public override bool ScalesTargets => true;

    protected override string MethodForOneValue => "Regression.Trainers.NeuralNetwork";

    public override void CheckLabel(ColumnShape column)
    {
        if (!column.IsVectorOf(NumberDataViewType.Single))
            throw InputColumns.LabelMismatch(column, "known-size vector of Single", FixHints.ToVector(column, DataKind.Single));
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema, NeuralNetworkTrainer.Options options) =>
        new MLContext().Transforms.CopyColumns("Score", options.LabelColumnName).GetOutputSchema(inputSchema);

    public override LabelReader GetLabelReader(DataViewRow row, DataViewSchema.Column column) => VectorLabel.OfSingles(row, column);

    public override ScoreColumns GetScoreColumns(Network network, DataViewSchema.Column label) =>
        new MultiOutputColumns(network.Definition.ClassNames);
}
