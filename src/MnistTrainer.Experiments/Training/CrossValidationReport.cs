using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The result of a cross-validation.</summary>
/// <param name="Data">The data.</param>
/// <param name="Results">The result of each completed fold.</param>
/// <param name="Folds">The number of folds planned.</param>
public sealed record CrossValidationReport(TrainingData Data, ImmutableArray<FoldResult> Results, int Folds)
{
    /// <summary>The recipe as applied.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The reasons why the predictions for the completed folds are hardly better than chance, and what to try; null if they are better.</summary>
    public TrainingWeakness? Weakness =>
        Results.IsEmpty ? null : TrainingWeakness.Of(Recipe, Results[^1].Training, ChanceAccuracy.Of(Data.Train), Accuracy.Mean);

    /// <summary>Whether it was canceled before all folds were completed.</summary>
    public bool WasCanceled => Results.Length < Folds;

    /// <summary>The mean and spread of the accuracy over the completed folds; requires at least one.</summary>
    public Spread Accuracy => Spread.Of([.. Results.Select(result => result.Metrics.MicroAccuracy)]);
}
