using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Decides what a search does next: successive halving over proposals of a tree-structured Parzen estimator. A pure state machine: the next batch follows from the space, the
/// seed and the results so far, whoever produced them and in which order.
/// </summary>
internal sealed class Study
{
    private const ulong ProposalStream = 0x5EA2C4;

    private readonly SearchSpace _space;
    private readonly SearchOptions _options;
    private readonly SuccessiveHalving _halving;
    private readonly double[]? _ownPoint;
    private readonly TreeParzenEstimator _estimator;
    private readonly List<Trial> _trials = [];
    private readonly HashSet<(int Trial, int Rung)> _planned = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<int, double[]> _points = [];
    private int _outstanding;
    private bool _isExhausted;
    private bool _isClosed;

    /// <param name="recipe">The recipe as it applies to the data.</param>
    /// <param name="space">What varies.</param>
    /// <param name="options">The options, which are valid.</param>
    public Study(Recipe recipe, SearchSpace space, SearchOptions options)
    {
        (_space, _options) = (space, options);
        _halving = SuccessiveHalving.UpTo(options.Epochs);
        _estimator = new TreeParzenEstimator([.. space.Dimensions.Select(one => one.Domain.Categories)]);
        double?[] own =
        [
            .. space.Dimensions.Select(one => one.Parameter.Own(recipe) is string value ? one.Domain.PositionOf(value) : null),
        ];
        _ownPoint = own.All(place => place is not null) ? [.. own.Select(place => place!.Value)] : null;
    }

    /// <summary>All trials, in order of their numbers.</summary>
    public IReadOnlyList<Trial> Trials => _trials;

    /// <summary>The rungs.</summary>
    public SuccessiveHalving Halving => _halving;

    /// <summary>All trials that have not diverged and have an epoch, the best first: by the rung that they have reached, then by their figures there.</summary>
    public IReadOnlyList<Trial> Ranked =>
        [
            .. _trials
                .Where(trial => RungOf(trial) >= 0 && !trial.HasDiverged)
                .GroupBy(RungOf)
                .OrderByDescending(group => group.Key)
                .SelectMany(group => Order(group, group.Key)),
        ];

    /// <summary>The best trial so far; null where there is none.</summary>
    public Trial? Leader => Ranked is [Trial first, ..] ? first : null;

    /// <summary>The point of each trial in the space, by its number; without that of the recipe if the space does not contain it.</summary>
    public IReadOnlyDictionary<int, double[]> Points => _points;

    /// <summary>No further trials and promotions: what remains is to train the best trial, and the recipe itself, to the end.</summary>
    public void Close() => _isClosed = true;

    /// <summary>Returns the highest rung that a trial has reached, from 0; -1 for none.</summary>
    public int RungOf(Trial trial) => _halving.Rungs.Count(rung => rung <= trial.Epochs.Length) - 1;

    /// <summary>Returns the trials that have reached a rung, the best first; some may have diverged later.</summary>
    public IReadOnlyList<Trial> At(int rung) => [.. Order(_trials.Where(trial => RungOf(trial) >= rung), rung)];

    /// <summary>Returns the jobs to be done next, for as many trials; none at the end. Their results must be there before the next call.</summary>
    public IReadOnlyList<TrialJob> NextBatch()
    {
        if (_outstanding > 0)
            throw new InvalidOperationException("Results of the last batch are missing.");
        List<TrialJob> batch = [];
        while (batch.Count < SearchOptions.BatchSize && !_isClosed && (Promotion(batch) ?? Proposal(batch)) is TrialJob job)
            batch.Add(job);
        if (batch.Count == 0)
            batch.AddRange(LastJobs());
        _outstanding = batch.Count;
        return batch;
    }

    /// <summary>Takes the result of a job.</summary>
    public void Complete(Trial result)
    {
        _trials[result.Number] = result;
        _outstanding--;
    }

    /// <summary>Takes all that is known of a trial which was trained further before, when the study had fewer trials. Nothing is planned after that.</summary>
    public void Recall(Trial known)
    {
        if (known.Number < _trials.Count)
            _trials[known.Number] = known;
    }

    /// <summary>Returns the trials that will hardly be trained on: too many others are better. Where one is all the same, it takes longer, from its beginning.</summary>
    public IEnumerable<Trial> Settled()
    {
        Trial? leader = Leader;
        return _trials
            .Where(trial => trial.HasDiverged)
            .Concat(
                Enumerable
                    .Range(0, _halving.Rungs.Length - 1)
                    .SelectMany(rung =>
                        At(rung)
                            .Where((trial, rank) => RungOf(trial) == rung && !SuccessiveHalving.CanBePromoted(rank, rung, _options.Trials))
                    )
                    .Where(trial => trial.Number > 0 && trial.Number != leader?.Number)
            );
    }

    private IEnumerable<Trial> Order(IEnumerable<Trial> trials, int rung) =>
        trials.Order(Comparer<Trial>.Create((first, second) => Trial.Compare(first, second, _halving.Rungs[rung])));

    // Starting at the top, so that good trials are promoted early.
    private TrialJob? Promotion(List<TrialJob> batch)
    {
        for (int rung = _halving.Rungs.Length - 2; rung >= 0; rung--)
        {
            // A trial that diverged before the rung counts as the worst of the rung.
            int count = _trials.Count(trial => RungOf(trial) >= rung || (trial.HasDiverged && RungOf(trial) == rung - 1));
            Trial? next = At(rung)
                .Take(count / SuccessiveHalving.Factor)
                .FirstOrDefault(trial =>
                    !trial.HasDiverged && !_planned.Contains((trial.Number, rung + 1)) && batch.All(job => job.Trial.Number != trial.Number)
                );
            if (next is not null)
            {
                _planned.Add((next.Number, rung + 1));
                return new TrialJob(next, _halving.Rungs[rung + 1]);
            }
        }

        return null;
    }

    private TrialJob? Proposal(List<TrialJob> batch)
    {
        if (_trials.Count >= _options.Trials || _isExhausted)
            return null;
        int number = _trials.Count;
        double[]? point = number == 0 ? _ownPoint : Propose(number, batch);
        if (number > 0 && point is null)
        {
            _isExhausted = true;
            return null;
        }

        ImmutableArray<SearchSetting> settings = point is null ? [] : SettingsAt(point);
        if (point is not null)
        {
            _points[number] = point;
            _known.Add(KeyOf(settings));
        }

        Trial trial = new(number, number == 0 ? [] : settings);
        _trials.Add(trial);
        return new TrialJob(trial, _halving.Rungs[0]);
    }

    private double[]? Propose(int number, List<TrialJob> batch)
    {
        if (_space.Count <= _known.Count)
            return null;
        double[][] ranked =
        [
            .. Ranked.Concat(_trials.Where(trial => trial.HasDiverged)).Where(HasPoint).Select(trial => _points[trial.Number]),
        ];
        double[][] pending =
        [
            .. batch
                .Select(job => job.Trial)
                .Where(trial => trial.Epochs.IsEmpty && HasPoint(trial))
                .Select(trial => _points[trial.Number]),
        ];
        return _estimator.Propose(
            ranked,
            pending,
            new RandomSource(_options.Seed, ProposalStream + (ulong)number),
            point => _known.Contains(KeyOf(SettingsAt(point)))
        );
    }

    private bool HasPoint(Trial trial) => _points.ContainsKey(trial.Number);

    private ImmutableArray<SearchSetting> SettingsAt(double[] point) =>
        [.. _space.Dimensions.Select((one, i) => new SearchSetting(one.Parameter.Name, one.Domain.ValueAt(point[i])))];

    private static string KeyOf(ImmutableArray<SearchSetting> settings) => string.Join(' ', settings);

    // The winner is compared with the recipe after as many epochs.
    private IEnumerable<TrialJob> LastJobs()
    {
        int last = _halving.Rungs[^1];
        Trial[] trials = [.. _trials.Take(1), .. Leader is Trial leader && leader.Number != 0 ? (Trial[])[leader] : []];
        return trials.Where(trial => !trial.HasDiverged && trial.Epochs.Length < last).Select(trial => new TrialJob(trial, last));
    }
}
