namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class RegressionErrorsTests
{
    /// <summary>Worked out by hand: the errors are -1, 1, 0 and 2, the targets lie -3, -1, 1 and 3 from their mean.</summary>
    [Fact]
    public void Are_those_of_a_worked_example()
    {
        RegressionErrors errors = RegressionErrors.Of([1, 3, 5, 7], [0, 4, 5, 9]);
        Assert.Equal(4, errors.Count);
        Assert.Equal(1, errors.MeanAbsolute, 12);
        Assert.Equal(Math.Sqrt(6.0 / 4), errors.RootMeanSquared, 12);
        Assert.Equal(Math.Sqrt(20.0 / 4), errors.Baseline, 12);
        Assert.Equal(1 - (6.0 / 20), errors.RSquared, 12);
    }

    [Fact]
    public void The_mean_explains_nothing_and_equal_targets_leave_nothing_to_explain()
    {
        Assert.Equal(0, RegressionErrors.Of([1, 2, 6], [3, 3, 3]).RSquared, 12);
        Assert.Equal(double.NaN, RegressionErrors.Of([2, 2], [2, 2]).RSquared);

        // Ten times 0.1 is rounded.
        float[] tenths = [.. Enumerable.Repeat(0.1f, 10)];
        Assert.Equal(double.NaN, RegressionErrors.Of(tenths, [.. tenths.Select(value => value + 0.01f)]).RSquared);
        Assert.True(RegressionErrors.Of([1, 2, 6], [9, 9, 9]).RSquared < 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => RegressionErrors.Of([], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => RegressionErrors.Of([1], [1, 2]));
    }
}
