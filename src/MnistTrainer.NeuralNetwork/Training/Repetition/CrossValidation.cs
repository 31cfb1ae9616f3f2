namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// K-fold cross-validation (Stone 1974): trains one network per fold on all other folds and evaluates it on that fold, so that every sample
/// is evaluated once by a network that was not trained on it.
/// </summary>
/// <param name="definition">The definition of the networks.</param>
/// <param name="options">The training options; the seed also determines the folds and the initial weights.</param>
public sealed class CrossValidation(NetworkDefinition definition, TrainingOptions options)
{
    private const double DefaultFraction = 0.1;

    /// <summary>
    /// The fraction of each class, above 0 and below 1, of the training samples of each fold that is held out for validation after every epoch.
    /// Default: null, for a tenth if early stopping or the schedule uses the validation loss; otherwise the fold itself is used for validation
    /// after every epoch, which does not affect training.
    /// </summary>
    public double? ValidationFraction { get; init; }

    /// <summary>
    /// Receives the probabilities of every sample by the network that was not trained on it, fold after fold, with the sample's row. Default: null.
    /// </summary>
    public BulkScorer.ProbabilityReceiver? Scored { get; init; }

    /// <summary>
    /// The fraction to hold out for validation: the specified one, or a tenth if early stopping or the schedule uses the validation loss. If the fold itself were
    /// used, it would be evaluated with a network that was selected for it.
    /// </summary>
    /// <param name="options">The training options.</param>
    /// <param name="specified">The fraction that the user specified; null for none.</param>
    /// <returns>The fraction, or null for none.</returns>
    public static double? FractionFor(TrainingOptions options, double? specified)
    {
        ArgumentNullException.ThrowIfNull(options);
        return specified ?? (options.EarlyStopping is not null || options.Schedule.DependsOnLoss ? DefaultFraction : null);
    }

    /// <summary>Trains and evaluates all folds.</summary>
    /// <param name="samples">Labeled samples.</param>
    /// <param name="folds">The number of folds, from 2 to the number of samples.</param>
    /// <param name="observe">Creates the observer of a fold, numbered from 0, or null.</param>
    /// <param name="cancellation">Ends the run after the current step; the current fold is then omitted.</param>
    /// <exception cref="InvalidInputException">Options, definition and samples are incompatible.</exception>
    public IReadOnlyList<FoldResult> Run(
        Samples samples,
        int folds,
        Func<int, ITrainingObserver?>? observe = null,
        CancellationToken cancellation = default
    )
    {
        IReadOnlyList<int[]> split = Split(samples, folds);
        List<FoldResult> results = [];
        for (int fold = 0; fold < folds && !cancellation.IsCancellationRequested; fold++)
        {
            TrainingResult training = Train(samples, split, fold, checkpoints: null, observe?.Invoke(fold), cancellation);
            if (training.WasCanceled)
                break;
            results.Add(Measure(training, samples, split[fold]));
        }

        return results;
    }

    /// <summary>Returns the rows of each fold.</summary>
    /// <param name="samples">Labeled samples.</param>
    /// <param name="folds">The number of folds, from 2 to the number of samples.</param>
    /// <exception cref="InvalidInputException">There are no labels, or fewer samples than folds.</exception>
    public IReadOnlyList<int[]> Split(Samples samples, int folds) => StratifiedFolds.Split(samples, folds, options.Seed);

    /// <summary>Trains on all folds but one.</summary>
    /// <param name="samples">Labeled samples.</param>
    /// <param name="split">The rows of each fold (<see cref="Split"/>).</param>
    /// <param name="fold">The fold that is left out, from 0.</param>
    /// <param name="checkpoints">Whether and where to write checkpoints to resume from; null for none.</param>
    /// <param name="observer">Notified of every step and epoch, or null.</param>
    /// <param name="cancellation">Ends training after the current step.</param>
    /// <exception cref="InvalidInputException">
    /// Options, definition and samples are incompatible, or a checkpoint does not match them or cannot be read or written.
    /// </exception>
    public TrainingResult Train(
        Samples samples,
        IReadOnlyList<int[]> split,
        int fold,
        Checkpointing? checkpoints = null,
        ITrainingObserver? observer = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(split);
        Samples train = samples.Subset([.. split.Where((_, i) => i != fold).SelectMany(rows => rows)]);
        Samples validation;
        if (FractionFor(options, ValidationFraction) is double fraction)
            (train, validation) = HoldOut.Split(train, fraction, options.Seed);
        else
            validation = samples.Subset(split[fold]);
        return new Trainer(options) { Checkpoints = checkpoints }.Train(
            Network.Create(definition, options.Seed),
            train,
            validation,
            observer,
            cancellation
        );
    }

    /// <summary>Evaluates a network on the fold that it was not trained on.</summary>
    /// <param name="training">The training on all other folds.</param>
    /// <param name="samples">All samples.</param>
    /// <param name="rows">The rows of the fold.</param>
    public FoldResult Measure(TrainingResult training, Samples samples, int[] rows)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(rows);
        Samples test = samples.Subset(rows);
        MetricsAccumulator accumulator = new(test.ClassNames);
        using BulkScorer scorer = new(training.Network, test, training.Threads);
        scorer.Score(
            (row, probabilities) =>
            {
                accumulator.Add(test.Labels[row], probabilities);
                Scored?.Invoke(rows[row], probabilities);
            },
            CancellationToken.None
        );
        return new FoldResult(training, accumulator.ToMetrics());
    }
}

/// <summary>The result of one fold of a <see cref="CrossValidation"/>.</summary>
/// <param name="Training">The training on all other folds.</param>
/// <param name="Metrics">The metrics on this fold.</param>
public sealed record FoldResult(TrainingResult Training, ClassificationMetrics Metrics);
