using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// The density of points by a multivariate Parzen estimator (Parzen 1962; Falkner, Klein and Hutter 2018, section 3.2): the mean of one kernel for each point and one
/// for the prior. A kernel is the product of a normal distribution, cut off outside of 0 to 1, for each range, and of probabilities for each choice. The prior is wide
/// and keeps every place possible. Widths follow Scott's rule with a deviation of 0.2, and are at least the reciprocal of the number of kernels.
/// </summary>
internal sealed class ParzenEstimator
{
    private const double Deviation = 0.2;
    private const int FinestShare = 100;

    private readonly int?[] _categories;
    private readonly double[][] _points;
    private readonly NormalDistribution[][] _kernels;
    private readonly double _priorWeight;

    /// <param name="categories">For each dimension the number of choices; null for a range.</param>
    /// <param name="points">Points of as many coordinates, from 0 to 1; may be empty.</param>
    public ParzenEstimator(int?[] categories, IReadOnlyList<double[]> points)
    {
        (_categories, _points) = (categories, [.. points]);
        double width = Math.Clamp(
            Deviation * Math.Pow(Math.Max(1, points.Count), -1.0 / (categories.Length + 4)),
            1.0 / Math.Min(FinestShare, 1 + points.Count),
            1
        );
        NormalDistribution prior = new(0.5, 1);
        _kernels =
        [
            .. _points.Select(point => (NormalDistribution[])[.. point.Select(place => new NormalDistribution(place, width))]),
            [.. categories.Select(_ => prior)],
        ];
        _priorWeight = 1.0 / _kernels.Length;
    }

    /// <summary>The natural logarithm of the density at a point: over the ranges, with the probability of the choices.</summary>
    public double LogDensity(double[] point)
    {
        double sum = 0;
        for (int kernel = 0; kernel < _kernels.Length; kernel++)
        {
            double product = 1;
            for (int i = 0; i < point.Length; i++)
                product *= _categories[i] is int count ? Probability(kernel, i, point[i], count) : _kernels[kernel][i].Density(point[i]);
            sum += product;
        }

        return Math.Log(sum / _kernels.Length);
    }

    /// <summary>Draws a point.</summary>
    public double[] Sample(RandomSource random)
    {
        int kernel = random.NextInt(_kernels.Length);
        double[] point = new double[_categories.Length];
        for (int i = 0; i < point.Length; i++)
        {
            point[i] = _categories[i] is int count
                ? (SampleCategory(kernel, i, count, random) + 0.5) / count
                : _kernels[kernel][i].Sample(random);
        }

        return point;
    }

    private static int CategoryOf(double place, int count) => Math.Clamp((int)(place * count), 0, count - 1);

    // The point's own category counts once, and all together as much as the prior does.
    private double Probability(int kernel, int dimension, double place, int count)
    {
        if (kernel == _points.Length)
            return 1.0 / count;
        bool isOwn = CategoryOf(place, count) == CategoryOf(_points[kernel][dimension], count);
        return ((isOwn ? 1 : 0) + (_priorWeight / count)) / (1 + _priorWeight);
    }

    private int SampleCategory(int kernel, int dimension, int count, RandomSource random)
    {
        bool isOwn = kernel < _points.Length && random.NextDouble() * (1 + _priorWeight) < 1;
        return isOwn ? CategoryOf(_points[kernel][dimension], count) : random.NextInt(count);
    }
}
