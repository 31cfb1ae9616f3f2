namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class ConstantLossTests
{
    /// <summary>½ of the variance: ½ ((1 - 3)² + (5 - 3)²) / 2, and with weights 3 and 1 around 2: ½ (3 (1 - 2)² + (5 - 2)²) / 2.</summary>
    [Fact]
    public void That_of_the_squared_error_is_half_the_variance()
    {
        Samples samples = Rows(2).WithTargets([1, 5], "y");
        TrainingOptions options = new() { Loss = Loss.SquaredError };
        Assert.Equal(2, ConstantLoss.Of(samples, options)!.Value, 1e-6);
        Assert.Equal(3, ConstantLoss.Of(samples.WithWeights([3, 1]), options)!.Value, 1e-6);
    }

    /// <summary>The entropy of the shares of the classes, 3/4 and 1/4.</summary>
    [Fact]
    public void That_of_cross_entropies_is_the_entropy_of_the_classes()
    {
        double entropy = -((0.75 * Math.Log(0.75)) + (0.25 * Math.Log(0.25)));
        Samples labels = new Samples<float>(Shape.Vector(1), new float[4], [1, 0, 1, 1], ["a", "b"]),
            targets = Rows(4).WithTargets([1, 0, 1, 1], "y");
        Assert.Equal(entropy, ConstantLoss.Of(labels, new TrainingOptions { Loss = Loss.SoftmaxCrossEntropy })!.Value, 1e-6);
        Assert.Equal(entropy, ConstantLoss.Of(targets, new TrainingOptions { Loss = Loss.SigmoidCrossEntropy })!.Value, 1e-6);
    }

    [Fact]
    public void There_is_none_where_means_are_not_the_best_answer()
    {
        Samples samples = Rows(2).WithTargets([1, 5], "y");
        Assert.Null(ConstantLoss.Of(samples, new TrainingOptions { Loss = Loss.AbsoluteError }));
        Assert.Null(
            ConstantLoss.Of(Rows(2).WithTargets([1, float.NaN, 2, 3], ["y", "z"]), new TrainingOptions { Loss = Loss.SquaredError })
        );
    }

    private static Samples<float> Rows(int count) => new(Shape.Vector(1), new float[count], null, []);
}
