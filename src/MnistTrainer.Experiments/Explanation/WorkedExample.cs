using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A network small enough to compute by hand, with a sample and its targets.</summary>
/// <param name="Name">The name of the example.</param>
/// <param name="Summary">What it is, in a few words.</param>
public sealed record WorkedExample(string Name, string Summary)
{
    /// <summary>"Following signals through a simple network" from T. Rashid, "Make Your Own Neural Network": two inputs, two sigmoids.</summary>
    public static WorkedExample Seed { get; } =
        new("seed", "the book's two inputs and two sigmoids: 0.7408, 0.6457") { Weights = [0.9f, 0.2f, 0.3f, 0.8f] };

    /// <summary>The same with a second layer: the example of docs/mathematics.md.</summary>
    public static WorkedExample TwoLayers { get; } =
        new("two-layers", "the same with a second layer on top")
        {
            Hidden = [2],
            Weights = [0.9f, 0.2f, 0.3f, 0.8f, 0.5f, -0.4f, 0.3f, 0.6f],
        };

    /// <summary>All examples.</summary>
    public static ImmutableArray<WorkedExample> All { get; } = [Seed, TwoLayers];

    // The units of each hidden layer.
    private ImmutableArray<int> Hidden { get; init; } = [];

    // Layer after layer, input by input.
    private ImmutableArray<float> Weights { get; init; } = [];

    /// <summary>Computes one training step with squared error, the inputs 1 and 0.5, and the targets 0.99 and 0.01.</summary>
    /// <param name="rule">The rule that layers pass errors back by.</param>
    /// <param name="learningRate">The learning rate.</param>
    public StepTrace Trace(GradientRule rule, float learningRate)
    {
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Vector(2),
            Hidden,
            ["1", "2"],
            Activation.Sigmoid,
            Activation.Sigmoid,
            useBias: false
        ) with
        {
            Scaling = InputScaling.None,
        };
        return new StepTrace(
            rule,
            StepExplanation.Of(
                Network.Create(definition, Weights.AsSpan()),
                [1.0, 0.5],
                [0.99, 0.01],
                Loss.SquaredError,
                rule,
                Math.Round(learningRate, 6)
            )
        );
    }
}
