using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Quantile regression: the label is a float, and the network has an output for each level, whose target is the label.</summary>
/// <param name="catalog">The catalog.</param>
/// <param name="levels">The levels of the quantiles.</param>
internal sealed class QuantileTask(RegressionCatalog.RegressionTrainers catalog, ImmutableArray<double> levels) : PredictionTask(catalog)
{
    private const int MaximumLevels = 999;

    /// <summary>The levels of the quantiles.</summary>
    public ImmutableArray<float> Levels { get; } = [.. levels.Select(level => (float)level)];

    public override Activation OutputActivation => Activation.Identity;

    public override Loss Loss => new PinballLoss(Levels);

    public override OutputMeaning Outputs => OutputMeaning.Quantiles;

    public override int SketchedOutputs => levels.Length;

    public override bool HasClasses => false;

    public override bool ScalesTargets => true;

    public override void CheckLabel(ColumnShape column)
    {
        if (!column.IsScalarOf(NumberDataViewType.Single))
            throw InputColumns.LabelMismatch(column, "Single", FixHints.ToSingle(column));
    }

    public override int LabelWidth(DataViewSchema.Column label) => levels.Length;

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema, NeuralNetworkTrainer.Options options)
    {
        SchemaShape scored = catalog
            .Sdca(options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName)
            .GetOutputSchema(inputSchema);
        return new MLContext().Transforms.Concatenate(QuantileColumns.QuantilesName, "Score").GetOutputSchema(scored);
    }

    public override LabelReader GetLabelReader(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<float> get = row.GetGetter<float>(column);
        float value = 0;
        return targets =>
        {
            get(ref value);
            targets.Fill(float.IsFinite(value) ? value : float.NaN);
        };
    }

    public override (int[]? Indices, string[] Names) ToClasses(ReadOnlySpan<float> labels, DataViewSchema.Column column) => (null, []);

    public override Samples ToTrainingSamples(
        Samples samples,
        ReadOnlySpan<float> labels,
        DataViewSchema.Column column,
        NeuralNetworkTrainer.Options options
    ) => samples.WithTargets(labels, [.. levels.Select(QuantileLevels.NameOf)]);

    public override ScoreColumns GetScoreColumns(Network network, DataViewSchema.Column label) => QuantileColumns.Of(network);

    // What the loss finds in its levels is found here, by the name of the option.
    public override IEnumerable<string> Violations(NeuralNetworkTrainer.Options options)
    {
        foreach (double level in levels)
        {
            if (!((float)level > 0 && (float)level < 1))
                yield return FormattableString.Invariant($"Quantiles must be above 0 and below 1, not {level}");
        }

        for (int i = 1; i < levels.Length; i++)
        {
            if (Levels[i] <= Levels[i - 1])
                yield return FormattableString.Invariant($"Quantiles must ascend, not {levels[i - 1]} and then {levels[i]}");
        }

        if (!levels.Contains(QuantileLevels.Median))
            yield return "Quantiles must contain 0.5, the median, which becomes the Score";
        if (levels.Length > MaximumLevels)
            yield return $"Quantiles must be at most {MaximumLevels}, not {levels.Length}";
        if (options.Training.Loss != Loss.SoftmaxCrossEntropy && options.Training.Loss != Loss)
            yield return $"Training.Loss must be left at its default with Quantiles, not {options.Training.Loss}";
    }
}
