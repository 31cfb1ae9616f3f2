using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The settings for examining the labels of a data set.</summary>
public sealed record DoctorSettings
{
    /// <summary>The network and its training, including the seed, which also determines the folds. Default: <see cref="Recipe.Fast"/>.</summary>
    public Recipe Recipe { get; init; } = Recipe.Fast;

    /// <summary>The number of folds, from 2 to 100: each fold is scored by a network that was trained on the others. Default: 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>
    /// The number of doubtful labels to list, at least 1; a label that is the most probable class is never listed. Default: null, for the estimated number of wrong labels.
    /// </summary>
    public int? Count { get; init; }

    /// <summary>
    /// The minimum correlation of the values of two near duplicates, from 0.9 to below 1. Default: <see cref="DuplicateSearch.DefaultSimilarity"/>,
    /// which is required for vectors, because only exact duplicates are searched for among them.
    /// </summary>
    public double Similarity { get; init; } = DuplicateSearch.DefaultSimilarity;

    /// <summary>Returns the violations that can be detected without data, one sentence each; empty if the settings are valid.</summary>
    public IReadOnlyList<string> Violations()
    {
        List<string> violations = [.. Recipe.Violations()];
        if (Folds is < 2 or > 100)
            violations.Add($"The number of folds must be from 2 to 100, not {Folds}.");
        if (Count < 1)
            violations.Add($"The number of doubtful labels must be at least 1, not {Count}.");
        if (!(Similarity >= DuplicateSearch.MinimumSimilarity && Similarity < 1))
        {
            violations.Add(
                FormattableString.Invariant(
                    $"The similarity of near duplicates must be from {DuplicateSearch.MinimumSimilarity} to below 1, not {Similarity}."
                )
            );
        }

        return violations;
    }

    /// <summary>Checks the settings.</summary>
    /// <exception cref="InvalidInputException">A setting is invalid; the message lists all violations.</exception>
    public void Validate()
    {
        if (Violations() is { Count: > 0 } violations)
            throw new InvalidInputException(string.Join(' ', violations));
    }
}
