using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The result of a cross-validation.</summary>
/// <param name="Data">The data.</param>
/// <param name="Results">The result of each fold that was completed.</param>
/// <param name="Folds">The number of folds planned.</param>
public sealed record CrossValidationReport(TrainingData Data, ImmutableArray<FoldResult> Results, int Folds)
{
    /// <summary>The recipe as it was applied.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>Why the completed folds are predicted hardly better than by chance, and what to try; null where they are.</summary>
    public TrainingWeakness? Weakness =>
        Results.IsEmpty ? null : TrainingWeakness.Of(Recipe, Results[^1].Training, ChanceAccuracy.Of(Data.Train), Accuracy.Mean);

    /// <summary>Whether it was cancelled before all folds were completed.</summary>
    public bool WasCancelled => Results.Length < Folds;

    /// <summary>Mean and spread of the accuracy over the completed folds; at least one is needed.</summary>
    public Spread Accuracy => Spread.Of([.. Results.Select(result => result.Metrics.MicroAccuracy)]);
}
