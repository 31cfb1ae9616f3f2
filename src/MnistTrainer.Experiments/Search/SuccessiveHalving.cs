using System.Collections.Immutable;

namespace MnistTrainer.Experiments;

/// <summary>
/// Determines which trials continue (asynchronous successive halving, Li et al. 2020): all trials get the epochs of the first rung, and the best third of the trials that have
/// reached a rung get those of the next rung.
/// </summary>
/// <param name="Rungs">The number of epochs of each rung, ascending: 1, 3, 9, 27.</param>
public sealed record SuccessiveHalving(ImmutableArray<int> Rungs)
{
    /// <summary>The reduction factor: one in 3 trials of a rung is promoted.</summary>
    public const int Factor = 3;

    /// <summary>The rungs for a number of epochs: this number, a third of it, and so on, down to at least 1.</summary>
    /// <param name="epochs">The epochs of the last rung, at least 1.</param>
    public static SuccessiveHalving UpTo(int epochs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        List<int> rungs = [];
        for (int rung = epochs; rung > 0; rung /= Factor)
            rungs.Insert(0, rung);
        return new SuccessiveHalving([.. rungs]);
    }

    /// <summary>The total number of epochs of <paramref name="trials"/> trials if each rung promotes its best third.</summary>
    internal int EpochsOf(int trials)
    {
        long sum = 0;
        int before = 0;
        foreach (int rung in Rungs)
        {
            sum += (long)trials * (rung - before);
            (before, trials) = (rung, trials / Factor);
        }

        return (int)Math.Min(sum, int.MaxValue);
    }

    /// <summary>Returns the trials of a rung that are among its best third.</summary>
    /// <param name="ranked">All trials that have reached the rung, the best first.</param>
    internal static IEnumerable<T> BestOf<T>(IReadOnlyCollection<T> ranked) => ranked.Take(ranked.Count / Factor);

    /// <summary>Returns whether a trial can still be promoted when all trials of its rung are complete.</summary>
    /// <param name="rank">The number of trials in its rung that are currently better.</param>
    /// <param name="rung">The rung, from 0.</param>
    /// <param name="trials">The number of trials of the study.</param>
    internal static bool CanBePromoted(int rank, int rung, int trials) => rank < trials / (int)Math.Pow(Factor, rung + 1);
}
