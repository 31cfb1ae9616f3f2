using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class ImageExplanationTests
{
    private static readonly string[] Names = ["a", "b", "c"];

    /// <summary>Without hidden layers, the effect of a pixel is its input times its weight.</summary>
    [Fact]
    public void Effects_in_a_linear_network_are_inputs_times_weights()
    {
        Shape shape = Shape.Image(2, 2);
        NetworkDefinition definition = NetworkDefinition.Dense(shape, [], Names, Activation.ReLU, Activation.Softmax) with
        {
            Scaling = InputScaling.None,
        };
        float[] weights = [0, 0.5f, 0, 0, -0.25f, 0, 0.125f, 0, 0, 0, 1, 0];
        var network = Network.Create(definition, [.. weights, 0.5f, 0.25f, 0f]);

        // Class b: 8 · 0.5 + 4 · -0.25 + 0 · 0 + 2 · 1 + 0.25 = 5.25.
        var explanation = ImageExplanation.Of(network, [8, 4, 0, 2], TestContext.Current.CancellationToken);
        ClassExplanation best = explanation.Best;
        Assert.Equal(("b", 5.25, 0.25), (best.Label, best.NetInput, best.Bias));
        Assert.Equal(
            [(0, 0, 4.0), (1, 1, 2.0), (0, 1, -1.0)],
            best.Pixels.Select(pixel => (pixel.Row, pixel.Column, Math.Round(pixel.Effect, 6)))
        );
        Assert.Equal([4.0, -1, 0, 2], best.PixelMap.Select(effect => Math.Round(effect, 6)));
        Assert.Equal([4.0, 2, -1, 0], best.Units.Select(unit => unit.Contribution));
        Assert.Equal("a", explanation.RunnerUp.Label);
    }

    /// <summary>The effect of a pixel in color is that of its three channels together: 3 · 1 + 2 · -0.5 + 1 · 0.25 and 4 · 0.5.</summary>
    [Fact]
    public void Effects_of_colors_are_added_up_for_each_pixel()
    {
        NetworkDefinition definition = NetworkDefinition.Dense(new Shape(3, 2, 1), [], Names[..2], Activation.ReLU, Activation.Softmax) with
        {
            Scaling = InputScaling.None,
        };
        var network = Network.Create(definition, [1, 0, -0.5f, 0, 0.25f, 0, 0, 0, 0.5f, 0, 0, 0, 0, 0]);
        ClassExplanation best = ImageExplanation.Of(network, [3, 2, 1, 9, 4, 9], TestContext.Current.CancellationToken).Best;
        Assert.Equal("a", best.Label);
        Assert.Equal([2.25, 2], best.PixelMap.Select(effect => Math.Round(effect, 6)));
        Assert.Equal([(0, 0), (1, 0)], best.Pixels.Select(pixel => (pixel.Row, pixel.Column)));
    }

    [Fact]
    public void Contributions_and_bias_add_up_to_the_net_input()
    {
        var network = Network.Create(NetworkDefinition.Dense(Shape.Image(3, 3), [20], Names, Activation.Tanh, Activation.Softmax), seed: 5);
        byte[] pixels = [0, 10, 20, 200, 0, 90, 255, 30, 0];
        var explanation = ImageExplanation.Of(network, pixels, TestContext.Current.CancellationToken);
        foreach (ClassExplanation one in (ClassExplanation[])[explanation.Best, explanation.RunnerUp])
        {
            Assert.Equal(20, one.Units.Length);
            Assert.Equal(one.NetInput, one.Bias + one.Units.Sum(unit => unit.Contribution), 1e-9);
            Assert.All(one.Units, unit => Assert.Equal(unit.Value * unit.Weight, unit.Contribution));
            Assert.Equal(one.Units.OrderByDescending(unit => Math.Abs(unit.Contribution)), one.Units);
            Assert.DoesNotContain(one.Pixels, pixel => pixels[(3 * pixel.Row) + pixel.Column] == 0);
        }

        Assert.True(explanation.Best.Output >= explanation.RunnerUp.Output);
    }
}
