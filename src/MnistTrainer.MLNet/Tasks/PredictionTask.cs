using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// What differs between multiclass classification, binary classification and regression: the label column, the output layer, and the score columns.
/// </summary>
internal abstract class PredictionTask(TrainCatalogBase.CatalogInstantiatorBase catalog)
{
    /// <summary>The environment behind the catalog.</summary>
    public IHostEnvironment Environment { get; } = EnvironmentOf(catalog);

    /// <summary>The default activation of the output layer.</summary>
    public abstract Activation OutputActivation { get; }

    /// <summary>The loss to minimize in place of the default of <see cref="TrainingOptions"/>, which is that of multiclass classification.</summary>
    public abstract Loss Loss { get; }

    /// <summary>Ensures that a column can be the label.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column has another type.</exception>
    public abstract void CheckLabel(ColumnShape column);

    /// <summary>
    /// The output columns for given input columns. A <see cref="SchemaShape"/> cannot be constructed outside ML.NET, but for each task ML.NET has a trainer
    /// with the same input and output columns.
    /// </summary>
    public abstract SchemaShape GetOutputSchema(SchemaShape inputSchema, NeuralNetworkTrainer.Options options);

    /// <summary>A function that reads the label of a row's current position: a class index or a number, or NaN if it is missing.</summary>
    public abstract Func<float> GetLabelReader(DataViewRow row, DataViewSchema.Column label);

    /// <summary>Converts labels to class indices. Regression has neither indices nor names.</summary>
    /// <param name="labels">Labels as the function of <see cref="GetLabelReader"/> returns them, none missing.</param>
    /// <param name="column">The label column.</param>
    public abstract (int[]? Indices, string[] Names) ToClasses(ReadOnlySpan<float> labels, DataViewSchema.Column column);

    /// <summary>
    /// Converts samples to those that the network is trained on: unchanged for multiclass classification, with the target of a single output for the other
    /// tasks.
    /// </summary>
    /// <param name="samples">The samples, labeled for classification.</param>
    /// <param name="labels">One label per sample.</param>
    /// <param name="options">The name of the output, and class weights.</param>
    public virtual Samples ToTrainingSamples(Samples samples, ReadOnlySpan<float> labels, NeuralNetworkTrainer.Options options) => samples;

    /// <summary>The scaling of targets during training.</summary>
    public virtual TargetScaling GetTargetScaling(IEnumerable<(float Target, float Weight)> targets, bool hasBias) => TargetScaling.None;

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
