namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>A loss is the number that its formula gives, not only a function with the right derivative.</summary>
public sealed class LossValueTests
{
    [Fact]
    public void The_squared_error_is_half_the_sum_of_squares() => Assert.Equal(2.5, Loss.SquaredError.Value([1, 3], [0, 1]), 1e-6);

    [Fact]
    public void The_absolute_error_is_the_sum_of_distances() => Assert.Equal(3, Loss.AbsoluteError.Value([1, 3], [0, 5]), 1e-6);

    [Fact]
    public void The_cross_entropies_are_negative_logarithms_of_what_is_right()
    {
        Assert.Equal(Math.Log(4), Loss.SoftmaxCrossEntropy.Value([0.25f, 0.75f], [1, 0]), 1e-6);
        Assert.Equal(Math.Log(4) + Math.Log(2), Loss.SigmoidCrossEntropy.Value([0.25f, 0.5f], [1, 0]), 1e-6);
    }

    /// <summary>Koenker and Bassett 1978: too low by 3 at level 0.9 costs 2.7, too high by 2 costs 0.2; at the median either costs half its distance.</summary>
    [Fact]
    public void The_pinball_loss_weighs_distances_by_the_level_and_its_complement()
    {
        Loss loss = Loss.Pinball(0.5f, 0.9f);
        Assert.Equal(1.5 + 2.7, loss.Value([7, 7], [10, 10]), 1e-6);
        Assert.Equal(1 + 0.2, loss.Value([12, 12], [10, 10]), 1e-6);
        float[] error = new float[2];
        loss.Gradient([7, 12], [10, 10], error);
        Assert.Equal([-0.5f, 0.1f], error, (a, b) => Math.Abs(a - b) < 1e-6f);
        Assert.Equal(loss, Loss.Parse("pinball-loss(0.5,0.9)"));
        Assert.Equal("pinball-loss(0.5,0.9)", loss.Name);
    }

    /// <summary>The constant with the smallest pinball loss on 1..9 is the quantile: 2 for level 0.2, 5 for the median.</summary>
    [Theory]
    [InlineData(0.2f, 2)]
    [InlineData(0.5f, 5)]
    [InlineData(0.8f, 8)]
    public void The_smallest_pinball_loss_is_that_of_the_quantile(float level, int expected) =>
        Assert.Equal(
            expected,
            Enumerable.Range(1, 9).MinBy(guess => Enumerable.Range(1, 9).Sum(value => Loss.Pinball(level).Value([guess], [value])))
        );

    [Theory]
    [InlineData("pinball-loss(0.5,0.1)", "levels must ascend, not 0.5 and then 0.1")]
    [InlineData("pinball-loss(0,1)", "levels must be above 0 and below 1, not 0; levels must be above 0 and below 1, not 1")]
    public void Invalid_levels_are_rejected(string name, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidInputException>(() => Loss.Parse(name)).Message, StringComparison.Ordinal);

    /// <summary>The loss of the outputs whose targets are known, and a gradient of 0 for the others.</summary>
    [Fact]
    public void A_missing_target_adds_nothing()
    {
        foreach (Loss loss in Loss.All.Where(one => one.AllowsMissingTargets))
        {
            float[] error = [9, 9, 9],
                known = new float[2];
            loss.Gradient([0.3f, 0.6f, 0.7f], [1, float.NaN, 0], error);
            loss.Gradient([0.3f, 0.7f], [1, 0], known);
            Assert.Equal([known[0], 0, known[1]], error);
            Assert.Equal(loss.Value([0.3f, 0.7f], [1, 0]), loss.Value([0.3f, 0.6f, 0.7f], [1, float.NaN, 0]), 1e-9);
            Assert.Equal(loss.Exact([0.3, 0.7], [1, 0]), loss.Exact([0.3, 0.6, 0.7], [1, double.NaN, 0]), 1e-9);
        }
    }

    [Fact]
    public void Each_loss_is_that_of_its_exact_twin()
    {
        RandomSource random = new(3);
        foreach (Loss loss in Loss.All)
        {
            float[] output = [.. Enumerable.Range(0, 5).Select(_ => (float)random.NextDouble(0.1, 0.9))],
                target = [.. Enumerable.Range(0, 5).Select(_ => (float)random.NextDouble(0.1, 0.9))];
            double exact = loss.Exact([.. output.Select(value => (double)value)], [.. target.Select(value => (double)value)]);
            Assert.Equal(exact, loss.Value(output, target), 1e-6);
        }
    }
}
