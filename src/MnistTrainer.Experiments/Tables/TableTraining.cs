using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Trains a network on a table, with the same defaults as <c>Trainers.NeuralNetwork()</c> in ML.NET: the first layer encodes the columns (<see cref="FeatureStatistics"/>), and the
/// size of the network and the length of training are those of <see cref="TableDefaults"/>. Targets of a regression are standardized, and its output is clamped to their range unless
/// the recipe chooses the activation of the last layer or a <see cref="PinballLoss"/>.
/// </summary>
/// <param name="Recipe">The network and its training; <see cref="RecipeFor"/> gives the default.</param>
public sealed record TableTraining(Recipe Recipe)
{
    /// <summary>The name of the default recipe.</summary>
    public const string RecipeName = "table";

    /// <summary>The number of networks that are averaged, from 1 to <see cref="NetworkDefinition.MaximumMembers"/>. Default: 1.</summary>
    public int Members { get; init; } = 1;

    /// <summary>
    /// Whether and where training writes checkpoints: a single run to a file, from which it resumes on request; several runs to a folder (<see cref="RunFolder"/>), where existing
    /// checkpoints are used, regardless of the process that wrote them. Default: null, for none.
    /// </summary>
    public Checkpointing? Checkpoints { get; init; }

    /// <summary>The ranks that train together (<see cref="Trainer.Ranks"/>); a single network only. Default: a single process.</summary>
    public ITrainingRanks Ranks { get; init; } = ITrainingRanks.Alone;

    /// <summary>Additional metadata to save with the model. Default: none.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The default recipe for a table.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="rows">The number of training rows.</param>
    /// <param name="members">The number of networks that are averaged. Default: 1.</param>
    public static Recipe RecipeFor(TableSchema schema, int rows, int members = 1)
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
                HiddenUnits = TableDefaults.HiddenUnitsOf(loss, rows, schema.Width),
                Scaling = InputScaling.None,
            },
            Training = TableDefaults.TrainingOf(rows, loss, members),
        };
    }

    /// <summary>Trains a network and evaluates it on the test rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="listener">Receives progress. Default: none.</param>
    /// <param name="observer">Receives the epochs. Default: none.</param>
    /// <param name="cancellation">Ends training after the current step; the network trained so far is evaluated.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid or unsuitable for the table.</exception>
    public TrainedTable Run(
        TableData data,
        IExperimentListener? listener = null,
        ITrainingObserver? observer = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        listener ??= IExperimentListener.None;
        if (Members > 1 && Ranks.Count > 1)
            throw new InvalidInputException(
                $"training over {Ranks.Count} ranks",
                "a single network of a table",
                $"an ensemble of {Members}",
                "Train its members one by one, or in one process"
            );
        TableRuns runs = TableRuns.OfSeeds(this, data, Members, listener, observer, notesEach: Members > 1);
        RunResult[] all = [.. runs.InOrder(cancellation)];
        if (Members == 1)
            return runs.Measure(all[0]);
        TrainingResult[] results = [.. all.Select(run => run.Training)];
        TrainedTable trained = runs.Measure(
            Restarts.Join(results, Restarts.Best(results)).Result,
            all.Aggregate(TimeSpan.Zero, (sum, run) => sum + run.Elapsed)
        );
        return trained with { LeftOut = [.. results.Select(one => one.Divergence).OfType<Divergence>()] };
    }

    /// <summary>Returns the training runs with consecutive seeds, such as those of the members of an ensemble, so that other processes can do some of them.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="seeds">The number of seeds, at least 1.</param>
    /// <param name="listener">Notified of each training run, on its thread. Default: none.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid or unsuitable for the table.</exception>
    public IRunSet SeedsOn(TableData data, int seeds, IExperimentListener? listener = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        return TableRuns.OfSeeds(this, data, seeds, listener ?? IExperimentListener.None);
    }

    /// <summary>Returns the training runs of a cross-validation (<see cref="TableSeries.OfFolds"/>), so that other processes can do some of them.</summary>
    /// <param name="data">The rows; only the training rows are used.</param>
    /// <param name="folds">The number of folds, from 2 to the number of rows.</param>
    /// <param name="validationFraction">The fraction of the training rows of each fold to hold out for validation. Default: null.</param>
    /// <param name="listener">Notified of each training run, on its thread. Default: none.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid or unsuitable for the table, or there are fewer rows than folds.</exception>
    public IRunSet FoldsOn(TableData data, int folds, double? validationFraction = null, IExperimentListener? listener = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return TableRuns.OfFolds(this, data, folds, validationFraction, listener ?? IExperimentListener.None);
    }
}
