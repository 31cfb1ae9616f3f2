namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class ConfidenceIntervalTests
{
    /// <summary>
    /// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 1998, table I, method 3.
    /// </summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Matches_the_published_values(int successes, int trials, double lower, double upper)
    {
        ConfidenceInterval interval = ConfidenceInterval.Wilson(successes, trials);
        Assert.Equal(lower, interval.Lower, 4);
        Assert.Equal(upper, interval.Upper, 4);
    }

    /// <summary>Wilson's definition: at each limit p, the measured proportion is exactly z sqrt(p(1-p)/n) away.</summary>
    [Theory]
    [InlineData(9_812, 10_000)]
    [InlineData(3, 7)]
    [InlineData(1, 1_000_000)]
    public void The_limits_satisfy_the_definition_of_Wilson(int successes, int trials)
    {
        ConfidenceInterval interval = ConfidenceInterval.Wilson(successes, trials);
        double measured = (double)successes / trials;
        foreach (double limit in new[] { interval.Lower, interval.Upper })
            Assert.Equal(1.959964 * Math.Sqrt(limit * (1 - limit) / trials), Math.Abs(measured - limit), 1e-12);
        Assert.InRange(measured, interval.Lower, interval.Upper);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 5)]
    [InlineData(60_000, 60_000)]
    public void Stays_within_0_and_1_with_a_nonzero_width(int successes, int trials)
    {
        ConfidenceInterval interval = ConfidenceInterval.Wilson(successes, trials);
        Assert.InRange(interval.Lower, 0, 1);
        Assert.InRange(interval.Upper, 0, 1);
        Assert.True(interval.Lower < interval.Upper);
    }

    [Fact]
    public void Without_trials_is_0_to_1() => Assert.Equal(new ConfidenceInterval(0, 1), ConfidenceInterval.Wilson(0, 0));

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void Rejects_impossible_counts(int successes, int trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfidenceInterval.Wilson(successes, trials));
}
