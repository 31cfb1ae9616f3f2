namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class RiskCoverageTests
{
    // From the most confident: correct, correct, incorrect, correct, incorrect.
    private static readonly (double, bool)[] Predictions = [(0.6, true), (0.99, true), (0.5, false), (0.7, false), (0.9, true)];

    [Fact]
    public void Accepts_the_most_confident_first()
    {
        Assert.Equal(
            [new CoveragePoint(0.5, 1, 3 / 5.0), new(0.6, 0.8, 3 / 4.0), new(0.7, 0.6, 2 / 3.0), new(0.9, 0.4, 1), new(0.99, 0.2, 1)],
            RiskCoverage.Of(Predictions, [0.2, 1, 0.4, 0.8, 0.6])
        );
    }

    [Fact]
    public void Rounds_the_number_of_accepted_predictions_up() =>
        Assert.Equal([new CoveragePoint(0.7, 0.6, 2 / 3.0)], RiskCoverage.Of(Predictions, [0.41]));

    [Fact]
    public void Accepts_predictions_of_equal_probability_together_in_any_order()
    {
        (double, bool)[] ties = [(0.8, true), (0.8, false), (0.8, true), (0.3, false)];
        Assert.Equal([new CoveragePoint(0.8, 0.75, 2 / 3.0)], RiskCoverage.Of(ties, [0.25]));
        Assert.Equal(RiskCoverage.Of(ties, [0.25, 1]), RiskCoverage.Of(ties.Reverse(), [0.25, 1]));
    }

    [Fact]
    public void NaN_is_the_least_confident() =>
        Assert.Equal([new CoveragePoint(0.1, 0.5, 1)], RiskCoverage.Of([(double.NaN, false), (0.1, true)], [0.5]));

    [Fact]
    public void Without_predictions_there_are_no_points() => Assert.Empty(RiskCoverage.Of([], RiskCoverage.DefaultCoverages));
}
