using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The options of a search for hyperparameters. Immutable; defaults are defined here and nowhere else.</summary>
public sealed record SearchOptions
{
    /// <summary>The maximum number of trials.</summary>
    public const int MaximumTrials = 1000;

    /// <summary>The maximum number of epochs of a trial.</summary>
    public const int MaximumEpochs = 1000;

    /// <summary>The maximum number of trials trained at the same time.</summary>
    public const int MaximumWorkers = 64;

    /// <summary>The longest duration of a search, in hours.</summary>
    public const double MaximumHours = 10_000;

    /// <summary>
    /// The number of trials that are planned together, 4. It is part of what a study is, unlike <see cref="Workers"/>: the next batch is planned when the results of all
    /// earlier ones are there, so that it does not matter which came first.
    /// </summary>
    public const int BatchSize = 4;

    /// <summary>The number of trials, 1 to 1000. Default: 30.</summary>
    public int Trials { get; init; } = 30;

    /// <summary>The number of epochs of the last rung, 1 to 1000; each rung before it has a third. Default: 27, so rungs of 1, 3, 9 and 27.</summary>
    public int Epochs { get; init; } = 27;

    /// <summary>The hours after which no further jobs are planned, above 0; null for no limit. Default: null.</summary>
    public double? Hours { get; init; }

    /// <summary>
    /// The number of trials trained at the same time by this process, 0 to 64. It does not change the study. 0 needs workers elsewhere (<see cref="HyperparameterSearch.Board"/>).
    /// Default: 1.
    /// </summary>
    public int Workers { get; init; } = 1;

    /// <summary>The seed of all trials and of the choice of what to try. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Returns everything invalid, a sentence each; empty where all is valid.</summary>
    public IReadOnlyList<string> Violations()
    {
        List<string> violations = [];
        if (Trials is < 1 or > MaximumTrials)
            violations.Add($"The number of trials must be from 1 to {MaximumTrials}, not {Trials}.");
        if (Epochs is < 1 or > MaximumEpochs)
            violations.Add($"The number of epochs must be from 1 to {MaximumEpochs}, not {Epochs}.");
        if (Hours is double hours && !(hours > 0 && hours <= MaximumHours))
            violations.Add(FormattableString.Invariant($"The hours must be above 0 and at most {MaximumHours}, not {hours}."));
        if (Workers is < 0 or > MaximumWorkers)
            violations.Add($"The number of workers must be from 0 to {MaximumWorkers}, not {Workers}.");
        return violations;
    }

    /// <summary>Validates all options, also against a recipe and a space.</summary>
    /// <exception cref="InvalidInputException">Something is invalid; the message lists every violation.</exception>
    internal void Validate(Recipe recipe, SearchSpace space)
    {
        string[] violations = [.. Violations(), .. space.Violations(recipe)];
        if (violations.Length > 0)
            throw new InvalidInputException($"Invalid search: {string.Join(" ", violations)}");
    }
}
