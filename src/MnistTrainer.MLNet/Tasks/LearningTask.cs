using Microsoft.ML;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// What differs between telling classes, yes and no, and numbers: the label that is read, how the network ends, and the columns that scoring adds.
/// </summary>
internal abstract class LearningTask(TrainCatalogBase.CatalogInstantiatorBase catalog)
{
    /// <summary>The environment behind the catalog.</summary>
    public IHostEnvironment Environment { get; } =
        MLNetInternals.EnvironmentOf(catalog ?? throw new ArgumentNullException(nameof(catalog)));

    /// <summary>The activation of the last layer unless told.</summary>
    public abstract Activation OutputActivation { get; }

    /// <summary>What is made small where the loss is that for classes, which is the default of all.</summary>
    public abstract Loss Loss { get; }

    /// <summary>Sees to it that a column can be the label.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is of another type.</exception>
    public abstract void CheckLabel(ColumnShape column);

    /// <summary>
    /// The columns that come of these. A <see cref="SchemaShape"/> cannot be made from outside ML.NET, but there is a trainer of its own for each task that takes and
    /// gives the same columns.
    /// </summary>
    public abstract SchemaShape GetOutputSchema(SchemaShape inputSchema, NeuralNetworkTrainer.Options options);

    /// <summary>Reads the label of the row that is shown: the index of a class or a number, or NaN where it is missing.</summary>
    public abstract Func<float> LabelOf(DataViewRow row, DataViewSchema.Column label);

    /// <summary>Labels as indices of classes and the names of these; null and none where they are numbers.</summary>
    /// <param name="labels">As <see cref="LabelOf"/> reads them; none is missing.</param>
    /// <param name="column">Where they come from.</param>
    public abstract (int[]? Indices, string[] Names) ClassesOf(ReadOnlySpan<float> labels, DataViewSchema.Column column);

    /// <summary>Samples as the network learns them: classes as they are, yes and no and numbers as the target of a single output.</summary>
    /// <param name="samples">With classes, if labels are such.</param>
    /// <param name="labels">One for each sample.</param>
    /// <param name="options">Names the output, and weighs classes.</param>
    public virtual Samples ToLearn(Samples samples, ReadOnlySpan<float> labels, NeuralNetworkTrainer.Options options) => samples;

    /// <summary>How targets are scaled while the network learns.</summary>
    public virtual TargetScaling ScalingOf(IEnumerable<(float Target, float Weight)> targets, bool hasBias) => TargetScaling.None;

    /// <summary>The columns that scoring adds.</summary>
    public abstract ScoreColumns ColumnsOf(Network network, DataViewSchema.Column label);

    /// <summary>Sees to it that the network ends as scoring needs it.</summary>
    /// <exception cref="InvalidInputException">It does not.</exception>
    public virtual void CheckEnd(Activation last)
    {
        if (last != OutputActivation)
            throw new InvalidInputException(
                "options",
                $"{OutputActivation} as the activation of the last layer",
                $"{last}",
                "Leave OutputActivation out"
            );
    }
}
