using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// What differs between multiclass classification, binary classification, regression and their kinds with several outputs: the label column, the output layer, and the
/// score columns.
/// </summary>
internal abstract class PredictionTask(TrainCatalogBase.CatalogInstantiatorBase catalog)
{
    /// <summary>The environment behind the catalog.</summary>
    public IHostEnvironment Environment { get; } = EnvironmentOf(catalog);

    /// <summary>The default activation of the output layer.</summary>
    public abstract Activation OutputActivation { get; }

    /// <summary>The loss to minimize in place of the default of <see cref="TrainingOptions"/>, which is that of multiclass classification.</summary>
    public abstract Loss Loss { get; }

    /// <summary>What the outputs of the network are. Default: classes.</summary>
    public virtual OutputMeaning Outputs => OutputMeaning.Classes;

    /// <summary>The number of outputs that options are validated with. Default: 1, which stands for any number.</summary>
    public virtual int SketchedOutputs => 1;

    /// <summary>Whether labels are classes, of which training needs more than one. Default: true.</summary>
    public virtual bool HasClasses => true;

    /// <summary>Whether targets are standardized during training. Default: false.</summary>
    public virtual bool ScalesTargets => false;

    /// <summary>Ensures that a column can be the label.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column has another type.</exception>
    public abstract void CheckLabel(ColumnShape column);

    /// <summary>Ensures that a column of data can be the label.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column has another type.</exception>
    /// <exception cref="InvalidInputException">It has too few or too many values.</exception>
    public virtual void CheckLabel(DataViewSchema.Column column) => CheckLabel(ColumnShape.Of(column));

    /// <summary>The number of values of a label. Default: 1.</summary>
    public virtual int LabelWidth(DataViewSchema.Column label) => 1;

    /// <summary>
    /// The output columns for given input columns. For each task ML.NET has a trainer, or transforms, with the same input and output columns and annotations, which
    /// compute them.
    /// </summary>
    public abstract SchemaShape GetOutputSchema(SchemaShape inputSchema, NeuralNetworkTrainer.Options options);

    /// <summary>Creates a reader of labels.</summary>
    public abstract LabelReader GetLabelReader(DataViewRow row, DataViewSchema.Column column);

    /// <summary>Converts labels to class indices. Regression has neither indices nor names.</summary>
    /// <param name="labels">Labels as <see cref="GetLabelReader"/> reads them, none missing.</param>
    /// <param name="column">The label column.</param>
    public abstract (int[]? Indices, string[] Names) ToClasses(ReadOnlySpan<float> labels, DataViewSchema.Column column);

    /// <summary>
    /// Converts samples to those that the network is trained on: unchanged for multiclass classification, with the targets of the outputs for the other
    /// tasks.
    /// </summary>
    /// <param name="samples">The samples, labeled for classification.</param>
    /// <param name="labels">One label per sample, <see cref="LabelWidth"/> values each.</param>
    /// <param name="column">The label column.</param>
    /// <param name="options">The name of a single output, and class weights.</param>
    public virtual Samples ToTrainingSamples(
        Samples samples,
        ReadOnlySpan<float> labels,
        DataViewSchema.Column column,
        NeuralNetworkTrainer.Options options
    ) => samples;

    /// <summary>The options that the task does not support, a clause each.</summary>
    public virtual IEnumerable<string> Violations(NeuralNetworkTrainer.Options options) =>
        options.Quantiles.IsDefaultOrEmpty ? [] : ["Quantiles must be empty: they are for Regression.Trainers.NeuralNetwork"];

    /// <summary>The columns that scoring adds.</summary>
    public abstract ScoreColumns GetScoreColumns(Network network, DataViewSchema.Column label);

    private static IHostEnvironment EnvironmentOf(TrainCatalogBase.CatalogInstantiatorBase catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return MLNetVersion.Checked(() => catalog.GetEnvironment());
    }

    /// <summary>Ensures that scoring supports the activation of the output layer.</summary>
    /// <exception cref="InvalidInputException">It does not.</exception>
    public virtual void CheckOutputActivation(Activation activation)
    {
        if (activation != OutputActivation)
            throw new InvalidInputException("OutputActivation", $"{OutputActivation}", $"{activation}", "Leave OutputActivation null");
    }
}
