using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Proposes where to try next (tree-structured Parzen estimator, Bergstra et al. 2011): of the points tried, the better part gives a density l, the rest a density g;
/// of some points drawn from l, the one with the largest l/g is proposed. The first points are drawn uniformly.
/// </summary>
/// <param name="categories">For each dimension the number of choices; null for a range.</param>
internal sealed class TreeParzenEstimator(int?[] categories)
{
    /// <summary>The number of points before densities are estimated.</summary>
    public const int StartUp = 10;

    private const double BetterShare = 0.15;
    private const int MaximumBetter = 25;
    private const int Candidates = 24;
    private const int UniformDraws = 1000;

    /// <summary>Proposes a point.</summary>
    /// <param name="ranked">All points with a result, the best first.</param>
    /// <param name="pending">Points whose result is not known yet, which count among the worse.</param>
    /// <param name="random">The source of randomness.</param>
    /// <param name="isKnown">Whether a point need not be tried, because it was.</param>
    /// <returns>A point, from 0 to 1 in each dimension; null if none was found that is not known.</returns>
    public double[]? Propose(
        IReadOnlyList<double[]> ranked,
        IReadOnlyList<double[]> pending,
        RandomSource random,
        Func<double[], bool> isKnown
    )
    {
        if (ranked.Count >= StartUp)
        {
            int better = Math.Min(MaximumBetter, (int)Math.Ceiling(BetterShare * ranked.Count));
            ParzenEstimator good = new(categories, [.. ranked.Take(better)]);
            ParzenEstimator rest = new(categories, [.. ranked.Skip(better), .. pending]);
            double[]? best = Enumerable
                .Range(0, Candidates)
                .Select(_ => good.Sample(random))
                .Where(point => !isKnown(point))
                .MaxBy(point => good.LogDensity(point) - rest.LogDensity(point));
            if (best is not null)
                return best;
        }

        for (int draw = 0; draw < UniformDraws; draw++)
        {
            double[] point = [.. categories.Select(count => count is int n ? (random.NextInt(n) + 0.5) / n : random.NextDouble())];
            if (!isKnown(point))
                return point;
        }

        return null;
    }
}
