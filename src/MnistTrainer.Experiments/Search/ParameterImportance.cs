using System.Collections.Immutable;

namespace MnistTrainer.Experiments;

/// <summary>How much a parameter determines whether a trial is among the best.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Share">The fraction of the total importance, 0 to 1.</param>
public sealed record ParameterImportance(string Parameter, double Share)
{
    /// <summary>The minimum number of trials for an estimate.</summary>
    internal const int MinimumTrials = 9;

    // The middles of as many parts of a range.
    private const int Parts = 200;

    /// <summary>
    /// Estimates importance by the Pearson divergence between the density of a parameter's values among the best third of trials and among all (PED-ANOVA, Watanabe, Bansal and
    /// Hutter 2023): ∫ (l/p - 1)² p. The densities are Parzen estimators of one dimension. It considers each parameter separately and ignores interactions.
    /// </summary>
    /// <param name="categories">The number of choices of each dimension; null for a range.</param>
    /// <param name="names">The name of each dimension.</param>
    /// <param name="ranked">The points of trials, the best first.</param>
    /// <returns>The fractions, in the order of the dimensions; empty if there are too few trials.</returns>
    internal static ImmutableArray<ParameterImportance> Of(int?[] categories, IReadOnlyList<string> names, IReadOnlyList<double[]> ranked)
    {
        if (ranked.Count < MinimumTrials)
            return [];
        double[] divergences = [.. categories.Select((count, i) => Divergence(count, [.. ranked.Select(point => (double[])[point[i]])]))];
        double sum = divergences.Sum();
        return [.. divergences.Select((one, i) => new ParameterImportance(names[i], sum > 0 ? one / sum : 0))];
    }

    private static double Divergence(int? count, IReadOnlyList<double[]> ranked)
    {
        ParzenEstimator all = new([count], ranked);
        ParzenEstimator best = new([count], [.. SuccessiveHalving.BestOf(ranked)]);
        int parts = count ?? Parts;
        return Enumerable
            .Range(0, parts)
            .Select(part => (double[])[(part + 0.5) / parts])
            .Sum(point =>
            {
                double density = Math.Exp(all.LogDensity(point));
                double excess = (Math.Exp(best.LogDensity(point)) / density) - 1;
                return excess * excess * density / (count is null ? parts : 1);
            });
    }
}
