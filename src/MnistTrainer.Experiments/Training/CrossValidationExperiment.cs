using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Estimates how well a recipe does on some data by cross-validation. No model is kept.</summary>
/// <param name="Recipe">The network and how it is trained.</param>
/// <param name="Folds">The number of folds, from 2 to the number of training samples.</param>
public sealed record CrossValidationExperiment(Recipe Recipe, int Folds)
{
    /// <summary>The share of each fold's training samples that is held out for validation (<see cref="CrossValidation.ValidationFraction"/>). Default: null.</summary>
    public double? ValidationFraction { get; init; }

    /// <summary>
    /// Whether the trainings leave checkpoints, and in which folder (<see cref="RunFolder"/>): what is there is used, whichever process trained it, and all of it is deleted at
    /// the end, unless it was cancelled. Default: null, for none.
    /// </summary>
    public Checkpointing? Checkpoints { get; init; }

    /// <summary>Trains on all folds but one and measures on that one, for each fold.</summary>
    /// <param name="data">The data; only its training samples are used: load it with <see cref="DataSelection.HoldsOutTest"/> false.</param>
    /// <param name="listener">Receives progress and notes. Default: none.</param>
    /// <param name="cancellation">Ends the experiment after the current step; the fold under way is left out.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid, or does not fit the data, or a checkpoint is of another training.</exception>
    public CrossValidationReport Run(TrainingData data, IExperimentListener? listener = null, CancellationToken cancellation = default)
    {
        FoldRuns runs = CreateRuns(data, listener);
        FoldResult[] results = [.. runs.InOrder(cancellation).Where(run => !run.Training.WasCancelled).Select(runs.Measure)];
        CrossValidationReport report = new(data, [.. results], Folds) { Recipe = Recipe.For(data.Train) };
        if (!report.WasCancelled)
            runs.DeleteCheckpoints();
        if (report.Weakness is TrainingWeakness weakness)
            listener?.OnNote(new NearChanceNote(weakness));
        return report;
    }

    /// <summary>Returns the trainings, for other processes to do some of them.</summary>
    /// <param name="data">The data.</param>
    /// <param name="listener">Hears of each training, on the thread that does it. Default: none.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid, or does not fit the data.</exception>
    public IRunSet RunsOn(TrainingData data, IExperimentListener? listener = null) => CreateRuns(data, listener);

    private FoldRuns CreateRuns(TrainingData data, IExperimentListener? listener)
    {
        ArgumentNullException.ThrowIfNull(data);
        data.RequireMemory("cross-validation");
        return new FoldRuns(this, Recipe.For(data.Train), data, listener ?? IExperimentListener.None);
    }
}
