using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>The numbers of a worked example can be given, and are checked.</summary>
public sealed class WorkedExampleTests
{
    [Fact]
    public void Computes_a_step_with_given_inputs_weights_and_targets()
    {
        // z = 2 * 0.5 - 1 * 1 = 0, y = 0.5, delta = (0.5 - 1) * 0.25 = -0.125, w1 = 0.5 + 1 * 2 * 0.125, w2 = -1 + 1 * 1 * 0.125.
        WorkedExample example = WorkedExample.Seed with
        {
            Inputs = [2, 1],
            Targets = [1],
            Weights = [0.5f, -1],
        };
        LayerExplanation layer = Assert.Single(example.Trace(GradientRule.Exact, 1).Step.Layers);
        Assert.Equal(0.5, layer.Outputs[0], 1e-12);
        Assert.Equal(0.75, layer.NewWeight(0, 0), 1e-12);
        Assert.Equal(-0.875, layer.NewWeight(1, 0), 1e-12);
    }

    [Fact]
    public void The_number_of_weights_decides_the_number_of_hidden_units()
    {
        WorkedExample example = WorkedExample.TwoLayers with { Inputs = [1, 2], Targets = [0.5], Weights = [1, 1, 1, 1, 1, 1, 1, 1, 1] };
        Assert.Equal([3, 1], example.Trace(GradientRule.Exact, 1).Step.Layers.Select(layer => layer.Outputs.Length));
    }

    [Fact]
    public void Tells_in_which_layers_the_rules_differ()
    {
        Assert.Equal([true], WorkedExample.Seed.Trace(GradientRule.Book, 0.1f).IsSameByBothRules);
        Assert.Equal([false, true], WorkedExample.TwoLayers.Trace(GradientRule.Book, 0.1f).IsSameByBothRules);
        Assert.Equal([false, true], WorkedExample.TwoLayers.Trace(GradientRule.Exact, 0.1f).IsSameByBothRules);

        // Without weights between the layers nothing passes back by either rule.
        WorkedExample cut = WorkedExample.TwoLayers with
        {
            Weights = [0.9f, 0.2f, 0.3f, 0.8f, 0, 0, 0, 0],
        };
        Assert.Equal([true, true], cut.Trace(GradientRule.Book, 0.1f).IsSameByBothRules);
    }

    [Fact]
    public void Rejects_numbers_that_do_not_fit_together()
    {
        Rejects("Weights: expected 6 for 3 inputs and 2 targets, found 4.", WorkedExample.Seed with { Inputs = [1, 2, 3] });
        Rejects(
            "Weights: expected a multiple of 4, up to 9 times, for 2 inputs, 2 targets and the hidden units between them, found 5.",
            WorkedExample.TwoLayers with
            {
                Weights = [1, 2, 3, 4, 5],
            }
        );
        Rejects(
            "Targets: expected 1 to 9 numbers from 0 to 1, the range of a sigmoid, found 1.5, 0.",
            WorkedExample.Seed with
            {
                Targets = [1.5, 0],
            }
        );
        Rejects("Inputs: expected 1 to 9 finite numbers, found NaN, 1.", WorkedExample.Seed with { Inputs = [double.NaN, 1] });
        Rejects("Inputs: expected 1 to 9 finite numbers, found none.", WorkedExample.Seed with { Inputs = [] });
        static void Rejects(string sentence, WorkedExample example)
        {
            Assert.Equal([sentence], example.Violations());
            Assert.Equal(sentence, Assert.Throws<InvalidInputException>(() => example.Trace(GradientRule.Exact, 1)).Message);
        }
    }
}
