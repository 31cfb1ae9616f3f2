using System.Collections.Immutable;

namespace MnistTrainer.Experiments;

/// <summary>The current state of a study: its trials, the best trial, and the importance of parameters.</summary>
public sealed record StudyResult
{
    /// <summary>The name of the data set.</summary>
    public required string Dataset { get; init; }

    /// <summary>The recipe that the search started from.</summary>
    public required string Recipe { get; init; }

    /// <summary>The search space.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>The epochs of each rung, ascending.</summary>
    public required ImmutableArray<int> Rungs { get; init; }

    /// <summary>All trials in order of their numbers; the first is the unchanged recipe.</summary>
    public required ImmutableArray<Trial> Trials { get; init; }

    /// <summary>The trials with at least one epoch that have not diverged, the best first: by the rung reached, then by validation accuracy and loss at this rung.</summary>
    public required ImmutableArray<Trial> Ranked { get; init; }

    /// <summary>The position of each trial's values, from 0 to 1 for each dimension, by trial number; without the recipe if the space does not contain it.</summary>
    public required ImmutableSortedDictionary<int, ImmutableArray<double>> Points { get; init; }

    /// <summary>The importance of each parameter, in the order of the space's dimensions; empty if there are too few trials.</summary>
    public required ImmutableArray<ParameterImportance> Importance { get; init; }

    /// <summary>Whether the search was canceled. Default: false.</summary>
    public bool WasCanceled { get; init; }

    /// <summary>The best trial's network, evaluated on the test samples; null while the search runs, or if it was canceled before there was one.</summary>
    public TrainedModel? Model { get; init; }

    /// <summary>The best trial; null if there is none yet.</summary>
    public Trial? Best => Ranked.IsEmpty ? null : Ranked[0];

    /// <summary>The number of trials that diverged.</summary>
    public int Diverged => Trials.Count(trial => trial.HasDiverged);

    /// <summary>The number of epochs after which the best trial and the recipe can be compared; null if the recipe has no epochs or diverged.</summary>
    public int? ComparedEpochs =>
        Best is Trial best
        && !Trials.IsEmpty
        && !Trials[0].HasDiverged
        && Math.Min(best.Epochs.Length, Trials[0].Epochs.Length) is > 0 and int epochs
            ? epochs
            : null;

    /// <summary>Returns the trials that have completed the epochs of a rung, the best first.</summary>
    /// <param name="rung">The rung, from 0.</param>
    public ImmutableArray<Trial> At(int rung) =>
        [
            .. Trials
                .Where(trial => trial.Epochs.Length >= Rungs[rung] && !trial.HasDiverged)
                .Order(Comparer<Trial>.Create((first, second) => Trial.Compare(first, second, Rungs[rung]))),
        ];

    internal static StudyResult Of(string dataset, string recipe, SearchSpace space, Study study)
    {
        ImmutableArray<Trial> ranked = [.. study.Ranked];
        IReadOnlyList<Trial> all = [.. ranked, .. study.Trials.Where(trial => trial.HasDiverged)];
        return new()
        {
            Dataset = dataset,
            Recipe = recipe,
            Space = space,
            Rungs = study.Halving.Rungs,
            Trials = [.. study.Trials],
            Ranked = ranked,
            Points = study.Points.ToImmutableSortedDictionary(one => one.Key, one => one.Value.ToImmutableArray()),
            Importance = ParameterImportance.Of(
                [.. space.Dimensions.Select(one => one.Domain.Categories)],
                [.. space.Dimensions.Select(one => one.Parameter.Name)],
                [.. all.Where(trial => study.Points.ContainsKey(trial.Number)).Select(trial => study.Points[trial.Number])]
            ),
        };
    }
}
