using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class ParzenEstimatorTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    public void The_density_over_a_range_integrates_to_one(int points)
    {
        // Many lie at the edges, where kernels are cut off.
        RandomSource random = new(3);
        ParzenEstimator estimator = new(
            [null],
            [.. Enumerable.Range(0, points).Select(_ => (double[])[Math.Round(random.NextDouble(), 1)])]
        );
        const int parts = 20_000;
        double integral = Enumerable.Range(0, parts).Sum(i => Math.Exp(estimator.LogDensity([(i + 0.5) / parts]))) / parts;
        Assert.Equal(1, integral, 1e-5);
    }

    [Fact]
    public void The_density_over_two_ranges_and_a_choice_integrates_to_one()
    {
        RandomSource random = new(4);
        ParzenEstimator estimator = new(
            [null, 3, null],
            [.. Enumerable.Range(0, 7).Select(_ => (double[])[random.NextDouble(), (random.NextInt(3) + 0.5) / 3, random.NextDouble()])]
        );
        const int parts = 150;
        double integral = 0;
        for (int x = 0; x < parts; x++)
        {
            for (int y = 0; y < parts; y++)
            {
                for (int choice = 0; choice < 3; choice++)
                    integral += Math.Exp(estimator.LogDensity([(x + 0.5) / parts, (choice + 0.5) / 3, (y + 0.5) / parts]));
            }
        }

        Assert.Equal(1, integral / (parts * parts), 1e-3);
    }

    [Fact]
    public void Draws_fall_into_each_part_of_a_range_as_often_as_the_density_says()
    {
        ParzenEstimator estimator = new(
            [null],
            [
                [0.05],
                [0.1],
                [0.7],
            ]
        );
        RandomSource random = new(5);
        const int draws = 40_000,
            bins = 10,
            fine = 200;
        int[] counts = new int[bins];
        for (int i = 0; i < draws; i++)
            counts[Math.Min(bins - 1, (int)(estimator.Sample(random)[0] * bins))]++;
        for (int bin = 0; bin < bins; bin++)
        {
            double expected = Enumerable
                .Range(0, fine)
                .Average(i => Math.Exp(estimator.LogDensity([(bin + ((i + 0.5) / fine)) / bins])) / bins);
            // Five standard deviations of a binomial.
            Assert.Equal(expected, counts[bin] / (double)draws, 5 * Math.Sqrt(expected / draws));
        }
    }

    [Fact]
    public void Draws_choices_as_often_as_the_density_says()
    {
        ParzenEstimator estimator = new(
            [4],
            [
                [0.125],
                [0.125],
                [0.625],
            ]
        );
        RandomSource random = new(6);
        const int draws = 40_000;
        int[] counts = new int[4];
        for (int i = 0; i < draws; i++)
            counts[(int)(estimator.Sample(random)[0] * 4)]++;
        for (int choice = 0; choice < 4; choice++)
        {
            double expected = Math.Exp(estimator.LogDensity([(choice + 0.5) / 4]));
            Assert.Equal(expected, counts[choice] / (double)draws, 5 * Math.Sqrt(expected / draws));
        }
    }

    [Fact]
    public void Prefers_what_it_has_seen() =>
        Assert.True(
            new ParzenEstimator(
                [null, 2],
                [
                    [0.2, 0.25],
                    [0.25, 0.25],
                ]
            )
                is { } estimator
                && estimator.LogDensity([0.2, 0.25]) > estimator.LogDensity([0.2, 0.75])
                && estimator.LogDensity([0.2, 0.25]) > estimator.LogDensity([0.8, 0.25])
        );
}
