using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// Trains a neural network on an <see cref="IDataView"/> with labels and vectors of floats, for multiclass classification, binary classification or regression,
/// also of several labels, several numbers or quantiles, depending on the method that creates it. Immutable and thread-safe.
/// </summary>
public sealed partial class NeuralNetworkTrainer : ITrainerEstimator<NeuralNetworkTransformer, Network>
{
    private readonly PredictionTask _task;
    private readonly Options _options;

    internal NeuralNetworkTrainer(PredictionTask task, Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _task = task;
        _options = options;
    }

    /// <summary>
    /// What the trainer needs and can do: columns need no normalizer and rows no cache in front, probabilities need no calibrator, and training accepts validation data
    /// and a network to continue.
    /// </summary>
    public TrainerInfo Info { get; } =
        new(normalization: false, calibration: false, caching: false, supportValid: true, supportIncrementalTrain: true);

    /// <summary>Trains a network.</summary>
    /// <param name="input">
    /// The training data, with the label column (a key for multiclass classification, a Boolean for binary classification, a float for regression, a
    /// known-size vector for several labels or numbers), the feature
    /// column (a known-size vector of floats) and, if the options name them, the categorical columns (keys) and the example weight column. Rows without any label, a weight that is not above 0 or
    /// an infinite feature are skipped, and rows with a missing feature as <see cref="Options.MissingValues"/> says; their number is written to <see cref="MLContext.Log"/>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    /// <exception cref="InvalidInputException">
    /// Options are invalid, or do not match the data, or all rows have the same class. Divergence is not an error: the last good network is returned, a warning is written to
    /// <see cref="MLContext.Log"/>, and <see cref="TrainingResult.Divergence"/> describes what happened.
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// Training was canceled while rows were read, by the options' token or <c>CancelExecution</c> of the context. When canceled later, it ends after the
    /// current step and returns the network trained so far.
    /// </exception>
    public NeuralNetworkTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using IChannel channel = _task.Environment.Start("NeuralNetwork");
        using ExecutionCancellation cancellation = new(_task.Environment, _options.Cancellation);
        Options options = _options with { Cancellation = cancellation.Token };
        TrainingResult result =
            options.StreamedMemory is not null ? new StoredTraining(_task, options, channel).Run(input)
            : options.StreamFromDataView ? new StreamedTraining(_task, options, channel).Run(input)
            : new InMemoryTraining(_task, options, channel).Run(input);
        if (result.Divergence is Divergence divergence)
            channel.Warning(MessageSensitivity.None, $"{divergence.Message} {divergence.Recovery}");
        if (result.WasCanceled)
            channel.Warning(MessageSensitivity.None, $"Training was canceled after {result.Epochs.Count} complete epochs.");
        ScoreColumns columns = _task.GetScoreColumns(result.Network, input.Schema[_options.LabelColumnName]);
        int threads = _options.NumberOfThreads ?? _options.Training.Threads;
        return new NeuralNetworkTransformer(result.Network, _options.FeatureColumnName, columns, result)
        {
            CategoricalColumnNames = _options.CategoricalColumnNames,
            NumberOfThreads = threads > 0 ? threads : null,
        };
    }

    /// <summary>Trains a network and measures it on validation data after every epoch.</summary>
    /// <param name="trainData">The training data, as in <see cref="Fit(IDataView)"/>.</param>
    /// <param name="validationData">The validation data, with the same columns and keys. It is not trained on.</param>
    public NeuralNetworkTransformer Fit(IDataView trainData, IDataView validationData)
    {
        ArgumentNullException.ThrowIfNull(validationData);
        return new NeuralNetworkTrainer(_task, _options with { ValidationSet = validationData }).Fit(trainData);
    }

    /// <summary>Continues the training of a network.</summary>
    /// <param name="trainData">The training data, as in <see cref="Fit(IDataView)"/>.</param>
    /// <param name="modelParameters">The network to start from, as in <see cref="Options.StartFrom"/>: the <see cref="NeuralNetworkTransformer.Model"/> of a trained or loaded transformer.</param>
    public NeuralNetworkTransformer Fit(IDataView trainData, Network modelParameters)
    {
        ArgumentNullException.ThrowIfNull(modelParameters);
        return new NeuralNetworkTrainer(_task, _options with { StartFrom = modelParameters }).Fit(trainData);
    }

    /// <summary>The trainer of one network for each class, or pair of classes.</summary>
    /// <param name="user">The trainer that uses it.</param>
    /// <param name="labelColumnName">The label column, or null for that of the options.</param>
    /// <exception cref="InvalidInputException">The trainer is not for binary classification, or has an option that makes no sense for it.</exception>
    internal NetworkPredictorTrainer OfManyClasses(string user, string? labelColumnName)
    {
        if (_task is not BinaryTask task)
            throw new InvalidInputException(
                user,
                "a trainer for binary classification",
                "one for another task",
                "Pass mlContext.BinaryClassification.Trainers.NeuralNetwork(...)"
            );
        return new NetworkPredictorTrainer(
            task.OfManyClasses(),
            labelColumnName is null ? _options : _options with { LabelColumnName = labelColumnName },
            user
        );
    }

    /// <summary>The schema shape of the data that the transformer returned by <see cref="Fit(IDataView)"/> produces.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        InputColumns.Check(inputSchema, _task, _options);
        SchemaShape schema = _task.GetOutputSchema(inputSchema, _options);
        return _options.NumberOfMembers > 1 ? DeviationColumn.AddTo(schema) : schema;
    }
}
