using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// Trains a neural network from any <see cref="IDataView"/> with a key label and a float vector. Immutable: it can be fitted any number
/// of times.
/// </summary>
public sealed partial class NeuralNetworkTrainer : IEstimator<NeuralNetworkTransformer>
{
    private readonly MulticlassClassificationCatalog.MulticlassClassificationTrainers _catalog;
    private readonly IHostEnvironment _environment;
    private readonly Options _options;

    internal NeuralNetworkTrainer(MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        _catalog = catalog;
        _options = options;
        _environment = MLNetInternals.EnvironmentOf(catalog);
        MLNetInternals.RegisterLoader(_environment.ComponentCatalog);
    }

    /// <summary>Trains a network.</summary>
    /// <param name="input">
    /// Has the label column, a key, and the feature column, float vectors of one known size. Rows whose label is missing are left out.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidInputException">
    /// A feature is not a finite number, or options and data do not fit each other. Training that diverges is no exception: the last good network is
    /// returned, <see cref="MLContext.Log"/> is warned, and <see cref="TrainingResult.Divergence"/> says what happened.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled while rows were read. Later, what was reached is returned.</exception>
    public NeuralNetworkTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using IChannel channel = _environment.Start("NeuralNetwork");
        SampleReader reader = new(_options, channel);
        Samples samples = reader.Read(input, "training");
        Samples? validation = _options.Validation is null ? null : reader.Read(_options.Validation, "validation");
        TrainingResult result = new Trainer(_options.Training) { Checkpoints = _options.Checkpoints }.Train(
            Start(Define(samples)),
            samples,
            validation,
            new ChannelObserver(channel, _options.Observer),
            _options.Cancellation);
        if (result.Divergence is Divergence divergence)
            channel.Warning(MessageSensitivity.None, $"{divergence.Message} {divergence.Kept}");
        if (result.WasCancelled)
            channel.Warning(MessageSensitivity.None, $"Training was cancelled after {result.Epochs.Count} whole epochs.");
        Network network = result.Network.WithFacts(Facts(samples, result));
        ClassValueType valueType = ClassValueType.Of(input.Schema[_options.LabelColumnName]);
        return new NeuralNetworkTransformer(network, _options.FeatureColumnName, new MulticlassColumns(network.Definition.ClassNames, valueType), result);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        // A SchemaShape cannot be made from outside ML.NET, but this trainer of its own takes and gives the same columns.
        _catalog.SdcaMaximumEntropy(_options.LabelColumnName, _options.FeatureColumnName).GetOutputSchema(inputSchema);

    private ImmutableSortedDictionary<string, string> Facts(Samples samples, TrainingResult result) => ImmutableSortedDictionary
        .Create<string, string>(StringComparer.Ordinal)
        .Add("epochs", result.Epochs.Count.ToString(CultureInfo.InvariantCulture))
        .Add("seed", _options.Training.Seed.ToString(CultureInfo.InvariantCulture))
        .Add("trainCount", samples.Count.ToString(CultureInfo.InvariantCulture))
        .SetItems(_options.Facts);

    private Network Start(NetworkDefinition definition)
    {
        if (_options.StartFrom is not Network network)
            return Network.Create(definition, _options.Training.Seed);
        network.CheckSameArchitecture(_options.Scaling is null ? definition with { Scaling = network.Definition.Scaling } : definition);
        return network;
    }

    private NetworkDefinition Define(Samples samples)
    {
        DenseNetworkOptions network = new()
        {
            HiddenUnits = _options.HiddenUnits,
            HiddenActivation = _options.HiddenActivation,
            OutputActivation = _options.OutputActivation,
            UseBias = _options.UseBias,
            Initializer = _options.Initializer,
            Scaling = _options.Scaling ?? (LooksLikePixels(samples) ? InputScaling.Unit : InputScaling.None),
            BatchNormalization = _options.BatchNormalization,
            Dropout = _options.Dropout,
            InputDropout = _options.InputDropout,
        };
        return NetworkDefinition.Dense(samples.Shape, samples.ClassNames, network);
    }

    // Whole numbers up to 16 are more likely counts, grades or categories; divided by 255 they would be learned very slowly.
    private static bool LooksLikePixels(Samples samples)
    {
        for (int row = 0; samples is Samples<byte> bytes && row < bytes.Count; row++)
        {
            if (bytes.Row(row).ContainsAnyInRange((byte)17, byte.MaxValue))
                return true;
        }

        return false;
    }

    /// <summary>Passes progress on, and epochs to <see cref="MLContext.Log"/>.</summary>
    private sealed class ChannelObserver(IChannel channel, ITrainingObserver? next) : ITrainingObserver
    {
        public void OnResume(IReadOnlyList<EpochResult> epochs, int samplesInEpoch)
        {
            channel.Info(MessageSensitivity.None, $"Training goes on after {epochs.Count} epochs.");
            next?.OnResume(epochs, samplesInEpoch);
        }

        public void OnStep(in TrainingProgress progress) => next?.OnStep(progress);

        public void OnEpoch(EpochResult result, Network network)
        {
            CultureInfo culture = CultureInfo.InvariantCulture;
            string accuracy = result.ValidationAccuracy is double share ? string.Create(culture, $", validation accuracy {share:F4}") : "";
            string message = string.Create(
                culture, $"Epoch {result.Number}: loss {result.TrainLoss:F4}{accuracy}, {result.Duration.TotalSeconds:F2} s");
            channel.Info(MessageSensitivity.None, message);
            next?.OnEpoch(result, network);
        }
    }
}
