using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>A task whose label is a vector: the network has an output for each of its values, with the name that the label column has for it.</summary>
internal abstract class VectorTask(TrainCatalogBase.CatalogInstantiatorBase catalog) : PredictionTask(catalog)
{
    private const int MaximumOutputs = 1 << 16;

    /// <summary>The method of the catalog for a label of one value.</summary>
    protected abstract string MethodForOneValue { get; }

    public override bool HasClasses => false;

    public override void CheckLabel(DataViewSchema.Column column)
    {
        base.CheckLabel(column);
        int size = LabelWidth(column);
        if (size is < 2 or > MaximumOutputs)
            throw new InvalidInputException(
                $"label column '{column.Name}'",
                $"a vector of 2 to {MaximumOutputs} values",
                $"{size}",
                size < 2 ? $"Use {MethodForOneValue} with a column that is not a vector" : "Name another column"
            );
    }

    public override int LabelWidth(DataViewSchema.Column label) => ((VectorDataViewType)label.Type).Size;

    public override (int[]? Indices, string[] Names) ToClasses(ReadOnlySpan<float> labels, DataViewSchema.Column column) => (null, []);

    public override Samples ToTrainingSamples(
        Samples samples,
        ReadOnlySpan<float> labels,
        DataViewSchema.Column column,
        NeuralNetworkTrainer.Options options
    ) => samples.WithTargets(labels, NamesOf(column));

    public override IEnumerable<string> Violations(NeuralNetworkTrainer.Options options) =>
        (options.ClassWeights ?? options.Training.ClassWeights) is null
            ? base.Violations(options)
            : [.. base.Violations(options), "ClassWeights must be null for a label that is a vector"];

    /// <summary>The slot names of a label column; <c>Label[0]</c> for a value without one.</summary>
    private static string[] NamesOf(DataViewSchema.Column column) =>
        [.. InputColumns.SlotNames(column).Select((name, i) => name ?? $"{column.Name}[{i}]")];
}
