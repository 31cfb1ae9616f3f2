using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// Trains a network for each class, or pair of classes, as <c>OneVersusAll</c> and <c>PairwiseCoupling</c> ask for it: with a Boolean label that they make, and a
/// model that is a predictor.
/// </summary>
internal sealed class NetworkPredictorTrainer : ITrainerEstimator<BinaryPredictionTransformer<NetworkPredictor>, NetworkPredictor>
{
    private readonly BinaryTask _task;
    private readonly NeuralNetworkTrainer.Options _options;
    private readonly NeuralNetworkTrainer _trainer;

    /// <param name="task">The task.</param>
    /// <param name="options">The options of each network.</param>
    /// <param name="user">The trainer that uses this one.</param>
    /// <exception cref="InvalidInputException">An option makes no sense for several networks on the same rows.</exception>
    public NetworkPredictorTrainer(BinaryTask task, NeuralNetworkTrainer.Options options, string user)
    {
        ImmutableArray<string> violations = [.. Violations(options)];
        if (!violations.IsEmpty)
            throw new InvalidInputException(
                $"Invalid options with {user}: {string.Join("; ", violations)}. Remove them, or use MulticlassClassification.Trainers.NeuralNetwork."
            );
        (_task, _options, _trainer) = (task, options, new NeuralNetworkTrainer(task, options));
    }

    /// <summary>The label column.</summary>
    public string LabelColumnName => _options.LabelColumnName;

    public TrainerInfo Info => _trainer.Info;

    public BinaryPredictionTransformer<NetworkPredictor> Fit(IDataView input) =>
        new(_task.Environment, new NetworkPredictor(_trainer.Fit(input).Model), input.Schema, _options.FeatureColumnName);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _trainer.GetOutputSchema(inputSchema);

    private static IEnumerable<string> Violations(NeuralNetworkTrainer.Options options)
    {
        if (!options.CategoricalColumnNames.IsDefaultOrEmpty)
            yield return "CategoricalColumnNames must be empty: ML.NET passes on the features only";
        if (options.ValidationSet is not null)
            yield return "ValidationSet must be null: its label is not that of a single class";
        if (options.Checkpoints is not null)
            yield return "Checkpoints must be null: all networks would write the same ones";
    }
}
