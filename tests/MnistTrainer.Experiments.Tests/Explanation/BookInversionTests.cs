using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class BookInversionTests
{
    private static readonly string[] Names = ["yes", "no"];

    /// <summary>
    /// Three pixels, three hidden units, two classes, no biases. By hand, with L = ln(0.99 / 0.01) = 4.59512: the net inputs of the classes are L and -L; the hidden
    /// values 2 L + L, L - 0.5 L and -L are rescaled to 0.99, 0.01 + 0.98 · 1.5 / 4 = 0.3775 and 0.01, whose net inputs are L, -0.50017 and -L; the pixels become
    /// L + 0.25009 - 0.25 L = 3.69643, 0.5 L - 1.00035 + L = 5.89233 and -0.50017 - L = -5.09529, rescaled to 0.79414, 0.99 and 0.01.
    /// </summary>
    [Fact]
    public void Equals_the_example_computed_by_hand()
    {
        float[] intoHidden = [1, -0.5f, 0.25f, 0.5f, 2, -1, 0, 1, 1],
            intoClasses = [2, -1, 1, 0.5f, 0, 1];
        var network = Network.Create(Definition([3], useBias: false), [.. intoHidden, .. intoClasses]);
        Assert.Equal([0.79414, 0.99, 0.01], BookInversion.Inputs(network, 0).Select(value => Math.Round(value, 5)));

        // An input is 0.01 + 0.99 / 255 · pixel.
        ClassImage image = BookInversion.Of(network, 0);
        Assert.Equal([202, 252, 0], image.Pixels);
        using Scorer scorer = new(network);
        float[] probabilities = new float[2];
        scorer.Score([202, 252, 0], probabilities);
        Assert.Equal(("yes", (double)probabilities[0], Shape.Image(1, 3)), (image.Label, image.Probability, image.Shape));
    }

    /// <summary>Without hidden layers, by hand: pixel i becomes w (L - b) of the class and w (-L - b) of the other.</summary>
    [Fact]
    public void Biases_are_subtracted_from_net_inputs()
    {
        float[] weights = [1, 0, 0, 1, 1, 1],
            biases = [1, -3];
        double l = Math.Log(99),
            first = l - 1,
            second = -l + 3;
        double[] values = [first, second, first + second];
        double[] expected = [.. values.Select(value => 0.01 + (0.98 * (value - values.Min()) / (values.Max() - values.Min())))];
        double[] found = BookInversion.Inputs(Network.Create(Definition([], useBias: true), [.. weights, .. biases]), 0);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void Weights_that_are_all_zero_give_an_even_image()
    {
        var network = Network.Create(Definition([4], useBias: false), new float[20]);
        Assert.Equal([0.5, 0.5, 0.5], BookInversion.Inputs(network, 1));
    }

    [Theory]
    [InlineData("dense(4,relu), dense(2,sigmoid)", "layer 1, dense 3 → 4, relu")]
    [InlineData("dense(4,sigmoid), dense(2,softmax)", "layer 2, dense 4 → 2, softmax")]
    [InlineData("dense(4,sigmoid), dropout(0.2), dense(2,sigmoid)", "layer 2, dropout 0.2")]
    public void Other_layers_are_rejected_by_name(string layers, string found)
    {
        var network = Network.Create(Definition([], useBias: true) with { Layers = Layer.ParseList(layers) });
        Assert.Contains(found, Assert.Throws<InvalidInputException>(() => BookInversion.Of(network, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_tables_are_rejected()
    {
        var network = Network.Create(Definition([4], useBias: false) with { InputShape = Shape.Vector(3) });
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => BookInversion.Of(network, 0));
        Assert.Contains("one that takes 3 values without rows and columns", error.Message, StringComparison.Ordinal);
    }

    private static NetworkDefinition Definition(int[] hidden, bool useBias) =>
        NetworkDefinition.Dense(Shape.Image(1, 3), hidden, Names, Activation.Sigmoid, Activation.Sigmoid, useBias) with
        {
            Scaling = InputScaling.Book,
        };
}
