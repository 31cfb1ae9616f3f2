using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// Several labels at once: the label is a vector of Booleans, or of floats that are 1, 0 or, where it is unknown, NaN. The network's outputs are the probabilities of
/// true, each of its own.
/// </summary>
internal sealed class MultiLabelTask(BinaryClassificationCatalog.BinaryClassificationTrainers catalog) : VectorTask(catalog)
{
    public override Activation OutputActivation => Activation.Sigmoid;

    public override Loss Loss => Loss.SigmoidCrossEntropy;

    public override OutputMeaning Outputs => OutputMeaning.Labels;

    protected override string MethodForOneValue => "BinaryClassification.Trainers.NeuralNetwork";

    public override void CheckLabel(ColumnShape column)
    {
        if (!column.IsVectorOf(BooleanDataViewType.Instance) && !column.IsVectorOf(NumberDataViewType.Single))
            throw InputColumns.LabelMismatch(
                column,
                "known-size vector of Boolean, or of Single with 0, 1 and NaN",
                FixHints.ToVector(column, DataKind.Boolean)
            );
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema, NeuralNetworkTrainer.Options options)
    {
        TransformsCatalog.ConversionTransforms conversion = new MLContext().Transforms.Conversion;
        SchemaShape schema = conversion
            .ConvertType("PredictedLabel", options.LabelColumnName, DataKind.Boolean)
            .GetOutputSchema(inputSchema);
        schema = conversion.ConvertType("Score", options.LabelColumnName, DataKind.Single).GetOutputSchema(schema);
        return conversion.ConvertType("Probability", options.LabelColumnName, DataKind.Single).GetOutputSchema(schema);
    }

    public override LabelReader GetLabelReader(DataViewRow row, DataViewSchema.Column column) => ReaderOf(row, column);

    public override ScoreColumns GetScoreColumns(Network network, DataViewSchema.Column label) =>
        new MultiLabelColumns(network.Definition.ClassNames, network.Definition.AveragesOutputs);

    /// <summary>Creates a reader of labels: 1, 0, or NaN where one is unknown.</summary>
    public static LabelReader ReaderOf(DataViewRow row, DataViewSchema.Column column)
    {
        if (((VectorDataViewType)column.Type).ItemType is BooleanDataViewType)
            return VectorLabel.OfBooleans(row, column);
        LabelReader read = VectorLabel.OfSingles(row, column);
        return values =>
        {
            read(values);
            foreach (float value in values)
            {
                if (value is not (0 or 1) && !float.IsNaN(value))
                    throw new InvalidInputException(
                        $"label column '{column.Name}', row {row.Position + 1}",
                        "0, 1, or NaN for a label that is unknown",
                        FormattableString.Invariant($"{value}"),
                        "Convert each label to a Boolean, or to 0 and 1"
                    );
            }
        };
    }
}
