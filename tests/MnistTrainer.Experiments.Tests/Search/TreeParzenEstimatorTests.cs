using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class TreeParzenEstimatorTests
{
    private const int Budget = 60;
    private const int Seeds = 40;

    // Branin's function has three minima of 0.397887 (Dixon and Szegö 1978).
    private const double Minimum = 0.397887;

    [Theory]
    [InlineData(-Math.PI, 12.275)]
    [InlineData(Math.PI, 2.275)]
    [InlineData(9.42478, 2.475)]
    public void The_test_function_is_that_of_the_literature(double x, double y) =>
        Assert.Equal(Minimum, Branin((x + 5) / 15, y / 15), 1e-5);

    [Fact]
    public void Finds_lower_values_than_random_search_in_as_many_trials()
    {
        double[] proposed = [.. Enumerable.Range(1, Seeds).Select(seed => Minimize((ulong)seed, TreeParzenEstimator.StartUp))];
        double[] random = [.. Enumerable.Range(1, Seeds).Select(seed => Minimize((ulong)seed, Budget))];
        double excess = proposed.Average() - Minimum;
        double randomExcess = random.Average() - Minimum;
        Assert.True(excess >= 0);
        Assert.True(
            excess < 0.5 * randomExcess,
            FormattableString.Invariant($"{excess} above the minimum, by random search {randomExcess}")
        );
        int wins = proposed.Zip(random).Count(pair => pair.First < pair.Second);
        Assert.True(wins >= 0.7 * Seeds, $"{wins} of {Seeds}");
    }

    [Fact]
    public void Finds_the_best_of_many_choices_sooner_than_random_search()
    {
        // The share of hits among the last proposals: by chance, 1 in 12.
        int hits = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            TreeParzenEstimator estimator = new([12]);
            List<double[]> tried = [];
            for (int trial = 0; trial < 40; trial++)
            {
                double[][] ranked = [.. tried.OrderBy(point => Math.Abs((int)(point[0] * 12) - 7))];
                tried.Add(estimator.Propose(ranked, [], new RandomSource(seed, (ulong)trial), _ => false)!);
            }

            hits += tried.Skip(30).Count(point => (int)(point[0] * 12) == 7);
        }

        Assert.True(hits > 3 * 10 * Seeds / 12, $"{hits} of {10 * Seeds}");
    }

    [Fact]
    public void Proposes_nothing_that_is_known_and_nothing_at_all_where_everything_is()
    {
        TreeParzenEstimator estimator = new([3]);
        double[] proposed = estimator.Propose([], [], new RandomSource(1), point => (int)(point[0] * 3) != 2)!;
        Assert.Equal(2.5 / 3, Assert.Single(proposed));
        Assert.Null(estimator.Propose([], [], new RandomSource(1), _ => true));
    }

    private static double Branin(double first, double second)
    {
        (double x, double y) = ((15 * first) - 5, 15 * second);
        double inner = y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6;
        return (inner * inner) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10;
    }

    private static double Minimize(ulong seed, int uniformTrials)
    {
        TreeParzenEstimator estimator = new([null, null]);
        List<(double[] Point, double Value)> tried = [];
        for (int trial = 0; trial < Budget; trial++)
        {
            double[][] ranked = trial < uniformTrials ? [] : [.. tried.OrderBy(one => one.Value).Select(one => one.Point)];
            double[] point = estimator.Propose(ranked, [], new RandomSource(seed, (ulong)trial), _ => false)!;
            tried.Add((point, Branin(point[0], point[1])));
        }

        return tried.Min(one => one.Value);
    }
}
