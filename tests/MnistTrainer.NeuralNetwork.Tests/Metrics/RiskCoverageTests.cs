namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class RiskCoverageTests
{
    // From the surest: right, right, wrong, right, wrong.
    private static readonly (double, bool)[] Answers = [(0.6, true), (0.99, true), (0.5, false), (0.7, false), (0.9, true)];

    [Fact]
    public void The_surest_are_answered_first()
    {
        Assert.Equal(
            [new CoveragePoint(0.5, 1, 3 / 5.0), new(0.6, 0.8, 3 / 4.0), new(0.7, 0.6, 2 / 3.0), new(0.9, 0.4, 1), new(0.99, 0.2, 1)],
            RiskCoverage.Of(Answers, [0.2, 1, 0.4, 0.8, 0.6])
        );
    }

    [Fact]
    public void Of_part_of_an_answer_the_whole_is_given() =>
        Assert.Equal([new CoveragePoint(0.7, 0.6, 2 / 3.0)], RiskCoverage.Of(Answers, [0.41]));

    [Fact]
    public void Answers_of_equal_probability_are_given_together_whatever_their_order()
    {
        (double, bool)[] ties = [(0.8, true), (0.8, false), (0.8, true), (0.3, false)];
        Assert.Equal([new CoveragePoint(0.8, 0.75, 2 / 3.0)], RiskCoverage.Of(ties, [0.25]));
        Assert.Equal(RiskCoverage.Of(ties, [0.25, 1]), RiskCoverage.Of(ties.Reverse(), [0.25, 1]));
    }

    [Fact]
    public void What_is_not_a_number_is_the_least_sure() =>
        Assert.Equal([new CoveragePoint(0.1, 0.5, 1)], RiskCoverage.Of([(double.NaN, false), (0.1, true)], [0.5]));

    [Fact]
    public void Where_nothing_is_answered_there_are_no_points() => Assert.Empty(RiskCoverage.Of([], RiskCoverage.UsualCoverages));
}
