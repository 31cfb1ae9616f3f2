using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The options of a hyperparameter search. Immutable; this is the only definition of the defaults.</summary>
public sealed record SearchOptions
{
    /// <summary>The maximum number of trials.</summary>
    public const int MaximumTrials = 1000;

    /// <summary>The maximum number of epochs of a trial.</summary>
    public const int MaximumEpochs = 1000;

    /// <summary>The maximum number of trials trained at the same time.</summary>
    public const int MaximumWorkers = 64;

    /// <summary>The maximum duration of a search, in hours.</summary>
    public const double MaximumHours = 10_000;

    /// <summary>
    /// The number of trials that are planned together: 4. Unlike <see cref="Workers"/>, it affects the study: the next batch is planned when the results of all earlier
    /// batches are available, so that their order does not matter.
    /// </summary>
    public const int BatchSize = 4;

    /// <summary>The number of trials, 1 to 1000. Default: 30.</summary>
    public int Trials { get; init; } = 30;

    /// <summary>The number of epochs of the last rung, 1 to 1000; each previous rung has a third. Default: 27, which gives rungs of 1, 3, 9 and 27.</summary>
    public int Epochs { get; init; } = 27;

    /// <summary>The time in hours after which no further jobs are planned, above 0; null for no limit. Default: null.</summary>
    public double? Hours { get; init; }

    /// <summary>
    /// The number of trials that this process trains at the same time, 0 to 64. Does not affect the study. 0 requires remote workers (<see cref="HyperparameterSearch.Board"/>).
    /// Default: 1.
    /// </summary>
    public int Workers { get; init; } = 1;

    /// <summary>The seed of all trials and of the proposals. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Returns the violations, one sentence each; empty if the options are valid.</summary>
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
    /// <exception cref="InvalidInputException">An option is invalid; the message lists all violations.</exception>
    internal void Validate(Recipe recipe, SearchSpace space)
    {
        string[] violations = [.. Violations(), .. space.Violations(recipe)];
        if (violations.Length > 0)
            throw new InvalidInputException($"Invalid search: {string.Join(" ", violations)}");
    }
}
