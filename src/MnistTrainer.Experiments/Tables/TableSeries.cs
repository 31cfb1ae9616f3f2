using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Several trainings on one table, and how much their figures differ. With <see cref="TableTraining.Checkpoints"/>, the folder is deleted by whoever has the result:
/// <see cref="RunFolder.Delete"/>.
/// </summary>
/// <param name="Trainings">The trainings that were completed, in order.</param>
/// <param name="Planned">The number of trainings planned.</param>
public sealed record TableSeries(ImmutableArray<TrainedTable> Trainings, int Planned)
{
    /// <summary>Whether it was cancelled before all trainings were completed.</summary>
    public bool WasCancelled => Trainings.Length < Planned;

    /// <summary>Mean and spread of the accuracy; null for a regression.</summary>
    public Spread? Accuracy => Over(test => test.Classification?.MicroAccuracy);

    /// <summary>Mean and spread of the area under the ROC curve; null for other labels than two classes, and where all rows of a test are of one class.</summary>
    public Spread? AreaUnderCurve => Over(test => test.AreaUnderCurve);

    /// <summary>Mean and spread of R²; null for classes, and where all rows of a test have the same number.</summary>
    public Spread? RSquared => Over(test => test.Regression?.RSquared);

    /// <summary>Mean and spread of the root mean squared error; null for classes.</summary>
    public Spread? RootMeanSquared => Over(test => test.Regression?.RootMeanSquared);

    /// <summary>Trains with consecutive seeds, on the same rows, and measures each network on the test rows.</summary>
    /// <param name="training">The training; it has the first seed.</param>
    /// <param name="data">The rows.</param>
    /// <param name="seeds">The number of seeds, at least 1.</param>
    /// <param name="listener">Receives progress and notes. Default: none.</param>
    /// <param name="cancellation">Ends the series after the current step; the training under way is left out.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid or does not suit the table.</exception>
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
    /// Cross-validates (Stone 1974): trains on all folds but one and measures on that one, so that every row is measured once by a network that was not trained on it.
    /// </summary>
    /// <param name="training">The training; its seed also decides the folds.</param>
    /// <param name="data">The rows; only those to train on are used (<see cref="TableSelection.HoldsOutTest"/> false).</param>
    /// <param name="folds">The number of folds, from 2 to that of the rows.</param>
    /// <param name="validationFraction">
    /// The share of the rows of a fold's training to hold out for validation. Default: null, for <see cref="CrossValidation.FractionFor"/>.
    /// </param>
    /// <param name="listener">Receives progress and notes. Default: none.</param>
    /// <param name="cancellation">Ends it after the current step; the fold under way is left out.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid or does not suit the table, or there are fewer rows than folds.</exception>
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
        new([.. runs.InOrder(cancellation).Where(run => !run.Training.WasCancelled).Select(runs.Measure)], runs.Count);

    private Spread? Over(Func<TableEvaluation, double?> figure)
    {
        double?[] values = [.. Trainings.Select(one => figure(one.Test))];
        return values.Length > 0 && Array.TrueForAll(values, value => value is double one && double.IsFinite(one))
            ? Spread.Of([.. values.Select(value => value!.Value)])
            : null;
    }
}
