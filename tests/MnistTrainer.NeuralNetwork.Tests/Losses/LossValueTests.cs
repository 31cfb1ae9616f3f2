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
