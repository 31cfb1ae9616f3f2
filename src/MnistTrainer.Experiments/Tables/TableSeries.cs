using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Several training runs on one table, and the spread of their results. With <see cref="TableTraining.Checkpoints"/>, the caller must delete the folder:
/// <see cref="RunFolder.Delete"/>.
/// </summary>
/// <param name="Trainings">The completed training runs, in order.</param>
/// <param name="Planned">The number of training runs planned.</param>
public sealed record TableSeries(ImmutableArray<TrainedTable> Trainings, int Planned)
{
    /// <summary>Whether it was canceled before all training runs were completed.</summary>
    public bool WasCanceled => Trainings.Length < Planned;

    /// <summary>The mean and spread of the accuracy; null for regression.</summary>
    public Spread? Accuracy => Over(test => test.Classification?.MicroAccuracy);

    /// <summary>The mean and spread of the area under the ROC curve; null unless there are two classes, and if all rows of a test set are of one class.</summary>
    public Spread? AreaUnderCurve => Over(test => test.AreaUnderCurve);

    /// <summary>The mean and spread of R²; null for classification, and if all rows of a test set have the same number.</summary>
    public Spread? RSquared => Over(test => test.Regression?.RSquared);

    /// <summary>The mean and spread of the root mean squared error; null for classification.</summary>
    public Spread? RootMeanSquared => Over(test => test.Regression?.RootMeanSquared);

    /// <summary>Trains with consecutive seeds on the same rows, and evaluates each network on the test rows.</summary>
    /// <param name="training">The training, with the first seed.</param>
    /// <param name="data">The rows.</param>
    /// <param name="seeds">The number of seeds, at least 1.</param>
    /// <param name="listener">Receives progress and notes. Default: none.</param>
    /// <param name="cancellation">Ends the series after the current step; the interrupted run is omitted.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid or unsuitable for the table.</exception>
    public static TableSeries OfSeeds(
        TableTraining training,
        TableData data,
        int seeds,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        ArgumentNullException.ThrowIfNull(data);
        return Of(TableRuns.OfSeeds(training, data, seeds, listener ?? IExperimentListener.None), cancellation);
    }

    /// <summary>
    /// Cross-validates (Stone 1974): trains on all folds except one and evaluates on that fold, so that every row is evaluated once by a network that was not trained on it.
    /// </summary>
    /// <param name="training">The training; its seed also determines the folds.</param>
    /// <param name="data">The rows; only the training rows are used (<see cref="TableSelection.HoldsOutTest"/> false).</param>
    /// <param name="folds">The number of folds, from 2 to the number of rows.</param>
    /// <param name="validationFraction">
    /// The fraction of the training rows of each fold to hold out for validation. Default: null, for <see cref="CrossValidation.FractionFor"/>.
    /// </param>
    /// <param name="listener">Receives progress and notes. Default: none.</param>
    /// <param name="cancellation">Ends cross-validation after the current step; the interrupted fold is omitted.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid or unsuitable for the table, or there are fewer rows than folds.</exception>
    public static TableSeries OfFolds(
        TableTraining training,
        TableData data,
        int folds,
        double? validationFraction = null,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(data);
        return Of(TableRuns.OfFolds(training, data, folds, validationFraction, listener ?? IExperimentListener.None), cancellation);
    }

    private static TableSeries Of(TableRuns runs, CancellationToken cancellation) =>
        new([.. runs.InOrder(cancellation).Where(run => !run.Training.WasCanceled).Select(runs.Measure)], runs.Count);

    private Spread? Over(Func<TableEvaluation, double?> figure)
    {
        double?[] values = [.. Trainings.Select(one => figure(one.Test))];
        return values.Length > 0 && Array.TrueForAll(values, value => value is double one && double.IsFinite(one))
            ? Spread.Of([.. values.Select(value => value!.Value)])
            : null;
    }
}
