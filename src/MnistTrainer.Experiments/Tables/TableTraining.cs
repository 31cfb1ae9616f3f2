using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Trains a network on a table: columns are encoded by the first layer (<see cref="FeatureStatistics"/>), targets of a regression are standardized, and the network is
/// as large and trained as long as <see cref="TableDefaults"/> have it, like <c>Trainers.NeuralNetwork()</c> in ML.NET.
/// </summary>
/// <param name="Recipe">The network and how it is trained; <see cref="RecipeFor"/> gives the default.</param>
public sealed record TableTraining(Recipe Recipe)
{
    /// <summary>The name of the default recipe.</summary>
    public const string RecipeName = "table";

    /// <summary>The number of networks whose mean is the model, from 1 to <see cref="NetworkDefinition.MaximumMembers"/>. Default: 1.</summary>
    public int Members { get; init; } = 1;

    /// <summary>Whether and where a single training leaves checkpoints and resumes from them. Default: null, for none.</summary>
    public Checkpointing? Checkpoints { get; init; }

    /// <summary>The ranks that train together (<see cref="Trainer.Ranks"/>); a single network only. Default: one process alone.</summary>
    public ITrainingRanks Ranks { get; init; } = ITrainingRanks.Alone;

    /// <summary>Metadata to save with the model besides that of the training. Default: none.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The default recipe for a table.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="rows">The number of rows to train on.</param>
    public static Recipe RecipeFor(TableSchema schema, int rows)
    {
        ArgumentNullException.ThrowIfNull(schema);
        bool isRegression = schema.Task == TableTask.Regression;
        Loss loss =
            isRegression ? Loss.SquaredError
            : schema.OutputNames.Length == 2 ? Loss.SigmoidCrossEntropy
            : Loss.SoftmaxCrossEntropy;
        return new Recipe(RecipeName)
        {
            Summary = "tables of numbers and categories",
            Network = new NetworkOptions
            {
                HiddenUnits = TableDefaults.HiddenUnits,
                OutputActivation = isRegression ? Activation.Identity : null,
                Scaling = InputScaling.None,
            },
            Training = TableDefaults.TrainingOf(rows, loss),
        };
    }

    /// <summary>Trains a network and measures it on the test rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="listener">Receives progress. Default: none.</param>
    /// <param name="observer">Receives the epochs. Default: none.</param>
    /// <param name="cancellation">Ends training after the current step; what was reached is measured.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid or does not suit the table.</exception>
    public TrainedTable Run(
        TableData data,
        IExperimentListener? listener = null,
        ITrainingObserver? observer = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        listener ??= IExperimentListener.None;
        TargetScaling scaling = data.Train.HasTargets ? TargetScaling.Of(data.Train, hasBias: true) : TargetScaling.None;
        TableHead head = TableHead.For(data.Schema, Recipe);
        Network initial = Begin(data, head);
        data = data with
        {
            Validation = data.Validation is null ? null : UnseenMissing.Fill(initial, data.Validation),
            Test = UnseenMissing.Fill(initial, data.Test),
        };
        long started = Stopwatch.GetTimestamp();
        (TrainingResult result, ImmutableArray<Divergence> leftOut) = listener.Run(
            new ExperimentPhase("Training", (double)Members * data.Train.Count * Recipe.Training.Epochs, "rows"),
            progress => Train(initial, head, data, scaling, new CompositeObserver(observer, StepsOf(progress, data)), cancellation)
        );
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        Network network = head.Name(scaling.Unscale(result.Network));
        TableEvaluation test = TableEvaluation.Measure(network, data.Test, listener, CancellationToken.None);
        return new TrainedTable
        {
            Recipe = Recipe,
            Data = data,
            Training = result,
            Network = network.WithMetadata(MetadataOf(data, result, test)),
            Elapsed = elapsed,
            Test = test,
            LeftOut = leftOut,
        };
    }

    private Network Begin(TableData data, TableHead head)
    {
        if (data.Train.HasTargets && Recipe.Training.ClassWeights is not null)
            throw new InvalidInputException("class weights", "a label of classes", "one of numbers", "Train without class weights");
        if (data.Train.HasTargets && !data.Train.Targets.ContainsAnyExcept(data.Train.Targets[0]))
            throw new InvalidInputException(
                $"label '{data.Schema.Label.Name}'",
                "numbers that differ as a float, which is what a network computes with",
                string.Create(CultureInfo.InvariantCulture, $"{data.Schema.Label.Origin + data.Train.Targets[0]:R} in every row"),
                "Choose another label, or change the unit of this one"
            );
        NetworkDefinition definition = Recipe.Define(data.Train.Shape, head.OutputNames);
        if (!head.Suits(definition.Layers[^1]))
            throw new InvalidInputException(
                "the network",
                head.Expected,
                $"{definition.Layers[^1]}",
                "Leave out what changes the last layer and the loss"
            );
        FeatureStatistics statistics = FeatureStatistics.Of(data.Train);
        definition = definition with { Layers = [.. statistics.FrontLayers, .. definition.Layers], Scaling = InputScaling.None };
        Recipe.Training.Validate(definition);
        return statistics.ApplyTo(Network.Create(definition, Recipe.Training.Seed));
    }

    private (TrainingResult Result, ImmutableArray<Divergence> LeftOut) Train(
        Network initial,
        TableHead head,
        TableData data,
        TargetScaling scaling,
        ITrainingObserver observer,
        CancellationToken cancellation
    )
    {
        Samples train = scaling.Scale(head.ToTraining(data.Train, Recipe.Training.ClassWeights));
        Samples? validation = data.Validation is null ? null : scaling.Scale(head.ToTraining(data.Validation, null));
        TrainingOptions training = head.IsBinary ? Recipe.Training with { ClassWeights = null } : Recipe.Training;
        if (Members == 1)
            return (
                new Trainer(training) { Checkpoints = Checkpoints, Ranks = Ranks }.Train(
                    initial,
                    train,
                    validation,
                    observer,
                    cancellation
                ),
                []
            );
        if (Ranks.Count > 1)
            throw new InvalidInputException(
                $"training over {Ranks.Count} ranks",
                "a single network of a table",
                $"an ensemble of {Members}",
                "Train its members one by one, or in one process"
            );
        (IReadOnlyList<TrainingResult> all, int best) = new Restarts(initial.Definition, training) { CreateInitial = initial.Redraw }.Run(
            Members,
            train,
            validation,
            _ => observer,
            cancellation
        );
        return (Restarts.Join(all, best).Result, [.. all.Select(one => one.Divergence).OfType<Divergence>()]);
    }

    private static StepCounter? StepsOf(IProgress<double>? progress, TableData data) =>
        progress is null ? null : new StepCounter(progress, data.Train.Count);

    private ImmutableSortedDictionary<string, string> MetadataOf(TableData data, TrainingResult result, TableEvaluation test)
    {
        TrainingOptions training = Recipe.Training;
        Dictionary<string, string> metadata = new()
        {
            ["dataset"] = data.Name,
            ["label"] = data.Schema.Label.Name,
            ["trainCount"] = Text(data.Train.Count),
            ["testCount"] = Text(data.Test.Count),
            ["preset"] = Recipe.Name,
            ["epochs"] = Text(result.Epochs.Count),
            ["batchSize"] = Text(training.BatchSize),
            ["loss"] = training.Loss.Name,
            ["optimizer"] = training.Optimizer.Spelling,
            ["learningRate"] = Text(training.Optimizer.LearningRate),
            ["schedule"] = training.Schedule.Name,
            ["seed"] = Text(training.Seed),
        };
        if (data.Schema.Label.Origin != 0)
            metadata["labelOrigin"] = Text(data.Schema.Label.Origin);
        if (test.Classification is ClassificationMetrics metrics)
            metadata["testAccuracy"] = Text(metrics.MicroAccuracy);
        if (test.Regression is RegressionErrors errors)
            metadata["testR2"] = Text(errors.RSquared);
        if (result.WasCancelled)
            metadata["cancelled"] = string.Create(CultureInfo.InvariantCulture, $"after {result.Epochs.Count} of {training.Epochs} epochs");
        if (result.BestEpoch is int best)
            metadata["bestEpoch"] = Text(best);
        return metadata.ToImmutableSortedDictionary(StringComparer.Ordinal).SetItems(Metadata);
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private sealed class StepCounter(IProgress<double> progress, int rows) : ITrainingObserver
    {
        private double _done;

        public void OnStep(in TrainingProgress step) => progress.Report(_done + step.SamplesInEpoch);

        public void OnEpoch(EpochResult result) => _done += rows;
    }
}
