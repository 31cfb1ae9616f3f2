using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class StepTraceTests
{
    /// <summary>T. Rashid, "Make Your Own Neural Network", part 1: the outputs that the book computes by hand.</summary>
    [Fact]
    public void The_seed_example_gives_the_numbers_of_the_book()
    {
        StepTrace trace = WorkedExample.Seed.Trace(GradientRule.Exact, 0.1f);
        LayerExplanation layer = Assert.Single(trace.Step.Layers);
        Assert.Equal([1.05, 0.6], layer.NetInputs.Select(value => Math.Round(value, 6)));
        Assert.Equal([0.7408, 0.6457], layer.Outputs.Select(value => Math.Round(value, 4)));
    }

    /// <summary>The figures of docs/mathematics.md.</summary>
    [Theory]
    [InlineData(GradientRule.Exact, -0.01765)]
    [InlineData(GradientRule.Book, -0.07324)]
    public void The_rules_differ_below_the_last_layer(GradientRule rule, double delta)
    {
        StepTrace trace = WorkedExample.TwoLayers.Trace(rule, 0.1f);
        Assert.Equal(rule, trace.Rule);
        Assert.Equal(delta, trace.Step.Layers[0].Deltas[0], 5e-6);
        Assert.Equal(0.1936, trace.Step.Loss, 5e-5);
        Assert.True(trace.Step.LossAfter < trace.Step.Loss);
    }
}
