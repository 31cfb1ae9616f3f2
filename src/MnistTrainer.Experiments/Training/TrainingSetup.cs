namespace MnistTrainer.Experiments;

/// <summary>A training run of an experiment, before it begins.</summary>
/// <param name="Recipe">The network and its training, including the seed.</param>
/// <param name="Data">The data; in a cross-validation, all of it.</param>
public sealed record TrainingSetup(Recipe Recipe, TrainingData Data)
{
    /// <summary>The fold of a cross-validation that is held out, from 1; null in other experiments.</summary>
    public int? Fold { get; init; }

    /// <summary>Whether loss and accuracy are also measured on validation samples after every epoch.</summary>
    public bool HasValidation => Fold is not null || Data.Validation is not null;
}
