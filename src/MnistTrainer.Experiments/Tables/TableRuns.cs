using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Several trainings on one table: with consecutive seeds, or on all folds but one.</summary>
internal sealed class TableRuns : TrainingRuns
{
    private readonly TableTraining _training;
    private readonly string _unit;
    private readonly Func<int, TableRun> _prepare;
    private readonly Func<ImmutableSortedDictionary<string, string>> _identify;
    private PreparedRun? _latest;

    private TableRuns(
        TableTraining training,
        string unit,
        int count,
        Func<int, TableRun> prepare,
        Func<ImmutableSortedDictionary<string, string>> identify,
        IExperimentListener listener
    )
        : base(training.Checkpoints, training.Ranks, listener)
    {
        (_training, _unit, Count, _prepare, _identify) = (training, unit, count, prepare, identify);
    }

    public override int Count { get; }

    public override ImmutableSortedDictionary<string, string> Identity => _identify();

    // Receives the epochs of every run.
    private ITrainingObserver? Observer { get; init; }

    // Whether the beginning of every run is noted.
    private bool NotesEach { get; init; } = true;

    /// <summary>With consecutive seeds, on the same rows.</summary>
    public static TableRuns OfSeeds(
        TableTraining training,
        TableData data,
        int seeds,
        IExperimentListener listener,
        ITrainingObserver? observer = null,
        bool notesEach = true
    )
    {
        return new TableRuns(training, "seed", seeds, Prepare, () => IdentityOf($"{seeds} seeds", Prepare(0), training, data), listener)
        {
            Observer = observer,
            NotesEach = notesEach,
        };

        TableRun Prepare(int run) => new(training with { Recipe = Seeded(training.Recipe, run) }, data);
    }

    /// <summary>On all folds but one, for each fold.</summary>
    /// <exception cref="InvalidInputException">There are fewer rows than folds.</exception>
    public static TableRuns OfFolds(
        TableTraining training,
        TableData data,
        int folds,
        double? validationFraction,
        IExperimentListener listener
    )
    {
        if (data.Stored is StoredSamples stored)
            throw new InvalidInputException(
                "cross-validation",
                "all rows in memory",
                $"{stored.Count} in {stored.File.Path}",
                "Load them without a memory limit"
            );
        TrainingOptions options = training.Recipe.Training;
        IReadOnlyList<int[]> split = StratifiedFolds.Split(data.Train, folds, options.Seed);
        double? fraction = CrossValidation.FractionFor(options, validationFraction);
        string held = fraction?.ToString(CultureInfo.InvariantCulture) ?? "none";
        return new TableRuns(
            training,
            "fold",
            folds,
            Prepare,
            () => IdentityOf($"{folds} folds, {held} of each held out", Prepare(0), training, data),
            listener
        );

        TableRun Prepare(int fold)
        {
            Samples train = data.Train.Subset([.. split.Where((_, i) => i != fold).SelectMany(rows => rows)]);
            Samples? validation = null;
            if (fraction is double share)
                (train, validation) = HoldOut.Split(train, share, options.Seed);
            TableData one = data with
            {
                Train = (Samples<float>)train,
                Validation = (Samples<float>?)validation,
                Test = (Samples<float>)data.Train.Subset(split[fold]),
            };
            return new TableRun(training, one);
        }
    }

    public override string NameOf(int run) => string.Create(CultureInfo.InvariantCulture, $"{_unit}-{NumberOf(run)}");

    /// <summary>Measures a run on the test rows.</summary>
    public TrainedTable Measure(RunResult run) => Prepared(run.Run).Measure(run.Training, run.Elapsed, Listener);

    /// <summary>Measures the mean of several networks, as one that took as long as all.</summary>
    public TrainedTable Measure(TrainingResult joined, TimeSpan elapsed) => Prepared(0).Measure(joined, elapsed, Listener);

    protected override RunResult Train(int run, Checkpointing? checkpoints, CancellationToken cancellation)
    {
        if (NotesEach)
            Listener.OnNote(_unit == "seed" ? new SeedStartedNote(NumberOf(run)) : new FoldStartedNote(run + 1, Count));
        (TrainingResult result, TimeSpan elapsed) = Prepared(run).Train(checkpoints, Listener, Observer, cancellation);
        return new RunResult(run, result, elapsed);
    }

    // A run is measured right after it was trained: the columns need not be counted twice.
    private TableRun Prepared(int run)
    {
        PreparedRun? latest = _latest;
        if (latest?.Number != run)
            _latest = latest = new PreparedRun(run, _prepare(run));
        return latest.Run;
    }

    private static Recipe Seeded(Recipe recipe, int run) =>
        recipe with
        {
            Training = recipe.Training with { Seed = recipe.Training.Seed + (ulong)run },
        };

    private static ImmutableSortedDictionary<string, string> IdentityOf(
        string runs,
        TableRun first,
        TableTraining training,
        TableData data
    ) =>
        RunIdentity.Of(
            runs,
            training.Recipe.Training,
            first.Definition,
            ("columns", $"{data.Schema}"),
            ("training samples", data.Stored is null ? SampleFingerprint.Of(data.Train) : SampleFingerprint.Of(data.Stored)),
            ("validation samples", data.Validation is null ? "none" : SampleFingerprint.Of(data.Validation))
        );

    private ulong NumberOf(int run) => _unit == "seed" ? _training.Recipe.Training.Seed + (ulong)run : (ulong)run + 1;

    private sealed record PreparedRun(int Number, TableRun Run);
}
