using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Estimates the performance of a recipe on the given data by cross-validation. No model is kept.</summary>
/// <param name="Recipe">The network and its training.</param>
/// <param name="Folds">The number of folds, from 2 to the number of training samples.</param>
public sealed record CrossValidationExperiment(Recipe Recipe, int Folds)
{
    /// <summary>The fraction of each fold's training samples that is held out for validation (<see cref="CrossValidation.ValidationFraction"/>). Default: null.</summary>
    public double? ValidationFraction { get; init; }

    /// <summary>
    /// Whether training writes checkpoints, and to which folder (<see cref="RunFolder"/>): existing checkpoints are used, regardless of the process that wrote them, and all are
    /// deleted at the end, unless the experiment was canceled. Default: null, for none.
    /// </summary>
    public Checkpointing? Checkpoints { get; init; }

    /// <summary>For each fold, trains on all other folds and evaluates on that fold.</summary>
    /// <param name="data">The data; only its training samples are used: load it with <see cref="DataSelection.HoldsOutTest"/> false.</param>
    /// <param name="listener">Receives progress and notes. Default: none.</param>
    /// <param name="cancellation">Ends the experiment after the current step; the interrupted fold is omitted.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid or unsuitable for the data, or a checkpoint belongs to another training run.</exception>
    public CrossValidationReport Run(TrainingData data, IExperimentListener? listener = null, CancellationToken cancellation = default)
    {
        FoldRuns runs = CreateRuns(data, listener);
        FoldResult[] results = [.. runs.InOrder(cancellation).Where(run => !run.Training.WasCanceled).Select(runs.Measure)];
        CrossValidationReport report = new(data, [.. results], Folds) { Recipe = Recipe.For(data.Train) };
        if (!report.WasCanceled)
            runs.DeleteCheckpoints();
        if (report.Weakness is TrainingWeakness weakness)
            listener?.OnNote(new NearChanceNote(weakness));
        return report;
    }

    /// <summary>Returns the training runs, so that other processes can do some of them.</summary>
    /// <param name="data">The data.</param>
    /// <param name="listener">Notified of each training run, on its thread. Default: none.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid or unsuitable for the data.</exception>
    public IRunSet RunsOn(TrainingData data, IExperimentListener? listener = null) => CreateRuns(data, listener);

    private FoldRuns CreateRuns(TrainingData data, IExperimentListener? listener)
    {
        ArgumentNullException.ThrowIfNull(data);
        data.RequireMemory("cross-validation");
        return new FoldRuns(this, Recipe.For(data.Train), data, listener ?? IExperimentListener.None);
    }
}
