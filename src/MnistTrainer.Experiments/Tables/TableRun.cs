using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The training of one network on a table, from its random weights to the model in the units of the table.</summary>
internal sealed class TableRun
{
    private readonly TableTraining _training;
    private readonly TableData _data;
    private readonly TableHead _head;
    private readonly TargetScaling _scaling;
    private readonly Network _initial;

    /// <param name="training">How it is trained; the seed is that of its recipe.</param>
    /// <param name="data">The rows.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid or does not suit the table.</exception>
    public TableRun(TableTraining training, TableData data)
    {
        _training = training;
        _head = TableHead.For(data.Schema, Recipe);
        var statistics = TableStatistics.Of(data, Recipe.Training.Loss);
        _scaling = _head.HasBounds ? statistics.Scaling : statistics.Scaling with { Range = null };
        _initial = Begin(data, statistics);
        _data = data with
        {
            Validation = data.Validation is null ? null : UnseenMissing.Fill(_initial, data.Validation),
            Test = UnseenMissing.Fill(_initial, data.Test),
        };
    }

    /// <summary>The layers.</summary>
    public NetworkDefinition Definition => _initial.Definition;

    private Recipe Recipe => _training.Recipe;

    /// <summary>Trains the network.</summary>
    /// <param name="checkpoints">Whether and where to write checkpoints; null for none.</param>
    /// <param name="listener">Receives progress.</param>
    /// <param name="observer">Receives the epochs; null for none.</param>
    /// <param name="cancellation">Ends training after the current step.</param>
    /// <returns>The result, and how long it took.</returns>
    public (TrainingResult Result, TimeSpan Elapsed) Train(
        Checkpointing? checkpoints,
        IExperimentListener listener,
        ITrainingObserver? observer,
        CancellationToken cancellation
    )
    {
        Samples train = _scaling.Scale(_head.ToTraining(_data.Train, Recipe.Training.ClassWeights));
        Samples? validation = _data.Validation is null ? null : _scaling.Scale(_head.ToTraining(_data.Validation, null));
        TrainingOptions options = _head.IsBinary ? Recipe.Training with { ClassWeights = null } : Recipe.Training;
        StoredSamples? stored = _data.Stored is null
            ? null
            : _head.ToTraining(_data.Stored, Recipe.Training.ClassWeights) with
            {
                Scaling = _scaling,
            };
        int rows = _data.TrainCount;
        return listener.Run(
            new ExperimentPhase("Training", (double)rows * options.Epochs, "rows"),
            progress =>
            {
                TrainingClock clock = new();
                CompositeObserver all = new(clock, observer, progress is null ? null : new StepCounter(progress, rows));
                Trainer trainer = new(options) { Checkpoints = checkpoints, Ranks = _training.Ranks };
                TrainingResult result = stored is null
                    ? trainer.Train(_initial, train, validation, all, cancellation)
                    : trainer.Train(_initial, stored, validation, all, cancellation);
                return (result, clock.Elapsed);
            }
        );
    }

    /// <summary>Measures a network, or the mean of several, on the test rows.</summary>
    /// <param name="result">What was trained.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="listener">Receives progress.</param>
    public TrainedTable Measure(TrainingResult result, TimeSpan elapsed, IExperimentListener listener)
    {
        Network network = _head.Name(_scaling.Unscale(result.Network));
        TableEvaluation test = TableEvaluation.Measure(network, _data.Test, listener, CancellationToken.None);
        return new TrainedTable
        {
            Recipe = Recipe,
            Data = _data,
            Training = result,
            Network = network.WithMetadata(MetadataOf(result, test)),
            Elapsed = elapsed,
            Test = test,
        };
    }

    private Network Begin(TableData data, TableStatistics statistics)
    {
        if (data.Train.HasTargets && Recipe.Training.ClassWeights is not null)
            throw new InvalidInputException("class weights", "a label of classes", "one of numbers", "Train without class weights");
        if (statistics.OnlyTarget is float only)
            throw new InvalidInputException(
                $"label '{data.Schema.Label.Name}'",
                "numbers that differ in the precision of a float, which networks use",
                string.Create(CultureInfo.InvariantCulture, $"{data.Schema.Label.Origin + only:R} in every row"),
                "Choose another label, or change the unit of this one"
            );
        NetworkDefinition definition = _head.Define(Recipe, data.Train.Shape);
        if (!_head.Suits(definition.Layers[^1]))
            throw new InvalidInputException(
                "the network",
                _head.Expected,
                $"{definition.Layers[^1]}",
                "Omit the options that change the last layer and the loss"
            );
        definition = definition with { Layers = [.. statistics.Features.FrontLayers, .. definition.Layers], Scaling = InputScaling.None };
        Recipe.Training.Validate(definition);
        return statistics.Features.ApplyTo(Network.Create(definition, Recipe.Training.Seed));
    }

    private ImmutableSortedDictionary<string, string> MetadataOf(TrainingResult result, TableEvaluation test)
    {
        TrainingOptions training = Recipe.Training;
        Dictionary<string, string> metadata = new()
        {
            ["dataset"] = _data.Name,
            ["label"] = _data.Schema.Label.Name,
            ["trainCount"] = Text(_data.TrainCount),
            ["testCount"] = Text(_data.Test.Count),
            ["preset"] = Recipe.Name,
            ["epochs"] = Text(result.Epochs.Count),
            ["batchSize"] = Text(training.BatchSize),
            ["loss"] = training.Loss.Name,
            ["optimizer"] = training.Optimizer.Spelling,
            ["learningRate"] = Text(training.Optimizer.LearningRate),
            ["schedule"] = training.Schedule.Name,
            ["seed"] = Text(training.Seed),
        };
        if (_data.Schema.Label.Origin != 0)
            metadata["labelOrigin"] = Text(_data.Schema.Label.Origin);
        if (test.Classification is ClassificationMetrics metrics)
            metadata["testAccuracy"] = Text(metrics.MicroAccuracy);
        if (test.Regression is RegressionErrors errors)
            metadata["testR2"] = Text(errors.RSquared);
        if (result.WasCanceled)
            metadata["cancelled"] = string.Create(CultureInfo.InvariantCulture, $"after {result.Epochs.Count} of {training.Epochs} epochs");
        if (result.BestEpoch is int best)
            metadata["bestEpoch"] = Text(best);
        return metadata.ToImmutableSortedDictionary(StringComparer.Ordinal).SetItems(_training.Metadata);
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private sealed class StepCounter(IProgress<double> progress, int rows) : ITrainingObserver
    {
        public void OnStep(in TrainingProgress step) => progress.Report(((step.Epoch - 1.0) * rows) + step.SamplesInEpoch);
    }
}
