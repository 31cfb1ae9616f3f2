using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Estimates how well a recipe does on some data by cross-validation. No model is kept.</summary>
/// <param name="Recipe">The network and how it is trained.</param>
/// <param name="Folds">The number of folds, from 2 to the number of training samples.</param>
public sealed record CrossValidationExperiment(Recipe Recipe, int Folds)
{
    /// <summary>The share of each fold's training samples that is held out for validation (<see cref="CrossValidation.ValidationFraction"/>). Default: null.</summary>
    public double? ValidationFraction { get; init; }

    /// <summary>Trains on all folds but one and measures on that one, for each fold.</summary>
    /// <param name="data">The data; only its training samples are used: load it with <see cref="DataSelection.HoldsOutTest"/> false.</param>
    /// <param name="listener">Receives progress and notes. Default: none.</param>
    /// <param name="cancellation">Ends the experiment after the current step; the fold under way is left out.</param>
    /// <exception cref="InvalidInputException">The recipe is invalid, or does not fit the data.</exception>
    public CrossValidationReport Run(TrainingData data, IExperimentListener? listener = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        data.RequireMemory("cross-validation");
        Recipe recipe = Recipe.For(data.Train);
        NetworkDefinition definition = recipe.Define(data.Train.Shape, data.Train.ClassNames);
        IReadOnlyList<FoldResult> results = new CrossValidation(definition, recipe.Training)
        {
            ValidationFraction = ValidationFraction,
        }.Run(data.Train, Folds, Observe, cancellation);
        CrossValidationReport report = new(data, [.. results], Folds) { Recipe = recipe };
        if (report.Weakness is TrainingWeakness weakness)
            listener?.OnNote(new NearChanceNote(weakness));
        return report;

        ITrainingObserver? Observe(int fold)
        {
            listener?.OnNote(new FoldStartedNote(fold + 1, Folds));
            return listener?.Observe(new TrainingSetup(recipe, data) { Fold = fold + 1 });
        }
    }
}
