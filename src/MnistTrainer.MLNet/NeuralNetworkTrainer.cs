using Microsoft.ML;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// Trains a neural network from any <see cref="IDataView"/> with labels and float vectors: to tell classes, yes and no, or numbers, by the catalog that made it.
/// Immutable: it can be fitted any number of times, also at once.
/// </summary>
public sealed partial class NeuralNetworkTrainer : IEstimator<NeuralNetworkTransformer>
{
    private readonly LearningTask _task;
    private readonly Options _options;

    internal NeuralNetworkTrainer(LearningTask task, Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _task = task;
        _options = options;
        MLNetInternals.RegisterLoader(task.Environment.ComponentCatalog);
    }

    /// <summary>Trains a network.</summary>
    /// <param name="input">
    /// Has the label column (a key for classes, a Boolean for yes and no, a Single for numbers), the feature column, float vectors of one known size, and, where one
    /// is named, the weight column. Rows are left out whose label is missing, whose weight is not above 0, or whose features are not all finite numbers;
    /// <see cref="MLContext.Log"/> is told how many.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidInputException">
    /// Options and data do not fit each other. Training that diverges is no exception: the last good network is returned, <see cref="MLContext.Log"/> is warned,
    /// and <see cref="TrainingResult.Divergence"/> says what happened.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled while rows were read. Later, what was reached is returned.</exception>
    public NeuralNetworkTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using IChannel channel = _task.Environment.Start("NeuralNetwork");
        TrainingResult result = _options.StreamFromDataView
            ? new StreamedTraining(_task, _options, channel).Run(input)
            : new NetworkTraining(_task, _options, channel).Run(input);
        if (result.Divergence is Divergence divergence)
            channel.Warning(MessageSensitivity.None, $"{divergence.Message} {divergence.Recovery}");
        if (result.WasCancelled)
            channel.Warning(MessageSensitivity.None, $"Training was cancelled after {result.Epochs.Count} whole epochs.");
        ScoreColumns columns = _task.ColumnsOf(result.Network, input.Schema[_options.LabelColumnName]);
        return new NeuralNetworkTransformer(result.Network, _options.FeatureColumnName, columns, result);
    }

    /// <summary>Trains a network and measures it on other rows after every epoch.</summary>
    /// <param name="trainData">As in <see cref="Fit(IDataView)"/>.</param>
    /// <param name="validationData">Rows with the same columns and keys; nothing is learned from them.</param>
    public NeuralNetworkTransformer Fit(IDataView trainData, IDataView validationData)
    {
        ArgumentNullException.ThrowIfNull(validationData);
        return new NeuralNetworkTrainer(_task, _options with { ValidationSet = validationData }).Fit(trainData);
    }

    /// <summary>Goes on training a network.</summary>
    /// <param name="trainData">As in <see cref="Fit(IDataView)"/>.</param>
    /// <param name="modelParameters">Where to begin, as <see cref="Options.StartFrom"/>: the <see cref="NeuralNetworkTransformer.Model"/> of a trained or loaded transformer.</param>
    public NeuralNetworkTransformer Fit(IDataView trainData, Network modelParameters)
    {
        ArgumentNullException.ThrowIfNull(modelParameters);
        return new NeuralNetworkTrainer(_task, _options with { StartFrom = modelParameters }).Fit(trainData);
    }

    /// <summary>The columns that come of these, as <see cref="Fit(IDataView)"/> and what it gives have them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        InputColumns.Check(inputSchema, _task, _options);
        return _task.GetOutputSchema(inputSchema, _options);
    }
}
